package dev.ticketsql.testing;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Ports for servers that have their clients wait: an account's pace is remembered by its address, and would have the
 * tests of another server wait that is given the same port later. Each is handed out once, and none by the system.
 */
public final class LastingPorts {

    /** Below the ports that systems choose by themselves. */
    private static final int FIRST = 20_000;

    private static final int PER_PROCESS = 100;

    private static final int PROCESSES = 100;

    private static final AtomicInteger NEXT =
            new AtomicInteger(FIRST + (int) (ProcessHandle.current().pid() % PROCESSES) * PER_PROCESS);

    private LastingPorts() {}

    /** A free port that no other caller in this process gets. */
    public static int next() throws IOException {
        while (true) {
            int port = NEXT.getAndIncrement();
            try (ServerSocket free = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return free.getLocalPort();
            } catch (BindException e) {
                // Somebody listens there; the next one.
            }
        }
    }
}
