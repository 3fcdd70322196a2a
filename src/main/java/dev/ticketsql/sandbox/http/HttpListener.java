package dev.ticketsql.sandbox.http;

import java.io.Closeable;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Accepts connections on 127.0.0.1, each with a daemon thread of its own: an unclosed listener does not keep the JVM
 * alive.
 */
public final class HttpListener implements AutoCloseable {

    private static final byte[] LOOPBACK = {127, 0, 0, 1};

    private final ServerSocket listening;
    private final HttpHandler handler;
    private final Set<Socket> connections = ConcurrentHashMap.newKeySet();
    private final CountDownLatch closed = new CountDownLatch(1);

    private HttpListener(ServerSocket listening, HttpHandler handler) {
        this.listening = listening;
        this.handler = handler;
    }

    /**
     * Starts to listen.
     *
     * @param port the port, 0 for any that is free
     * @param handler maps every request to its response
     * @throws UncheckedIOException if the port is taken
     */
    public static HttpListener open(int port, HttpHandler handler) {
        try {
            ServerSocket listening = new ServerSocket();
            listening.setReuseAddress(true);
            listening.bind(new InetSocketAddress(InetAddress.getByAddress(LOOPBACK), port));
            HttpListener listener = new HttpListener(listening, handler);
            listener.inBackground("sandbox-listener", listener::accept);
            return listener;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot listen on 127.0.0.1 port " + port + ": " + e.getMessage(), e);
        }
    }

    /** The port of the listener. */
    public int port() {
        return listening.getLocalPort();
    }

    /** Stops listening and closes every connection. Closing again does nothing. */
    @Override
    public void close() {
        closed.countDown();
        quietly(listening);
        connections.forEach(HttpListener::quietly);
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = listening.accept();
                connections.add(socket);
                if (isClosed()) {
                    quietly(socket);
                }
                inBackground("sandbox-connection", () -> serve(socket));
            }
        } catch (IOException e) {
            // The listening socket was closed, or the process may open no more sockets.
            close();
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            new HttpConnection(socket, handler, this::pause).serve();
        } catch (IOException e) {
            // The client went away, the server was closed, or a fault was injected.
            quietly(socket);
        } finally {
            connections.remove(socket);
        }
    }

    private void pause(Duration duration) throws IOException {
        try {
            if (closed.await(duration.toNanos(), TimeUnit.NANOSECONDS)) {
                throw new IOException("the server was closed");
            }
        } catch (InterruptedException e) {
            throw new InterruptedIOException("interrupted");
        }
    }

    private boolean isClosed() {
        return closed.getCount() == 0;
    }

    private void inBackground(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }

    private static void quietly(Closeable resource) {
        try {
            resource.close();
        } catch (IOException e) {
            // It is unusable either way.
            return;
        }
    }
}
