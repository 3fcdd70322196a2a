package dev.ticketsql.mirror.directory;

import dev.ticketsql.files.NewFiles;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.UserPrincipal;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A directory for temporary files that is removed with the process that created it.
 *
 * <p>Beside {@code <name>/} lies {@code <name>.lock}, locked while the process lives: the operating system releases it
 * even after a kill. The directory is removed by close, else at exit, else, after a kill, by the next process that
 * creates one in the same place and finds the lock free. Names contain the process id, so that a process skips its own
 * lock files: to open and close one again would drop the lock (POSIX).
 */
public final class ScratchDirectory implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ScratchDirectory.class);
    private static final String LOCK_SUFFIX = ".lock";

    private final Path path;
    private final Path lockFile;
    private final FileChannel lockChannel;
    private final Set<Runnable> finishing = ConcurrentHashMap.newKeySet();
    private final Thread removalAtExit = new Thread(this::finishAndRemove, "ticketsql-scratch-removal");

    private ScratchDirectory(Path path, Path lockFile, FileChannel lockChannel) {
        this.path = path;
        this.lockFile = lockFile;
        this.lockChannel = lockChannel;
    }

    /**
     * Creates one in {@code parent}, and removes directories of dead processes there with the same prefix.
     *
     * @throws IOException if {@code parent} cannot be written, or its file system has no locks
     */
    public static ScratchDirectory create(Path parent, String prefix) throws IOException {
        while (true) {
            long random = ThreadLocalRandom.current().nextLong();
            String name = String.format(Locale.ROOT, "%s%d-%016x", prefix, processId(), random);
            Path lockFile = parent.resolve(name + LOCK_SUFFIX);
            FileChannel channel = FileChannel.open(
                    lockFile, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), NewFiles.ownersFile());
            try {
                FileLock lock = channel.tryLock();
                // A sweep between creation and lock may have deleted the file as a dead process's.
                if (lock != null && Files.exists(lockFile)) {
                    sweep(parent, prefix, Files.getOwner(lockFile));
                    ScratchDirectory scratch = new ScratchDirectory(
                            NewFiles.forOwner().createDirectory(parent.resolve(name)), lockFile, channel);
                    Runtime.getRuntime().addShutdownHook(scratch.removalAtExit);
                    return scratch;
                }
            } catch (IOException | RuntimeException e) {
                channel.close();
                Files.deleteIfExists(lockFile);
                throw e;
            }
            channel.close();
        }
    }

    /** Its path. */
    public Path path() {
        return path;
    }

    /**
     * Registers work that ends before the directory is removed at exit, as after Ctrl-C: what it writes there is not
     * lost.
     *
     * @return ends the registration
     */
    Runnable finishAtExit(Runnable work) {
        finishing.add(work);
        return () -> finishing.remove(work);
    }

    private void finishAndRemove() {
        finishing.forEach(Runnable::run);
        remove();
    }

    /** Removes directories of dead processes in {@code parent}. */
    static void sweep(Path parent, String prefix) throws IOException {
        sweep(parent, prefix, Files.getOwner(parent));
    }

    private static void sweep(Path parent, String prefix, UserPrincipal owner) {
        try (DirectoryStream<Path> lockFiles = Files.newDirectoryStream(parent, prefix + "*" + LOCK_SUFFIX)) {
            for (Path lockFile : lockFiles) {
                String name = lockFile.getFileName().toString();
                String directory = name.substring(0, name.length() - LOCK_SUFFIX.length());
                boolean ours = directory.startsWith(prefix + processId() + "-");
                if (!ours && directory.substring(prefix.length()).matches("\\d+-[0-9a-f]{16}")) {
                    sweepOne(lockFile, parent.resolve(directory), owner);
                }
            }
        } catch (IOException e) {
            LOG.debug("Cannot look for leftovers in {}", parent, e);
        }
    }

    private static void sweepOne(Path lockFile, Path directory, UserPrincipal owner) {
        // In a shared directory, what another user gave such a name may be an attack: to open a pipe would block.
        if (!isOwn(lockFile, owner) || !Files.isRegularFile(lockFile, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        try (FileChannel channel =
                FileChannel.open(lockFile, Set.of(StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS))) {
            if (channel.tryLock() == null) {
                return;
            }
            if (Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS) && isOwn(directory, owner)) {
                LOG.info("Removing {}, left behind by a process that was killed", directory);
                removeTree(directory);
            }
            Files.deleteIfExists(lockFile);
        } catch (IOException | OverlappingFileLockException e) {
            LOG.debug("Leaving {} alone", directory, e);
        }
    }

    private static boolean isOwn(Path path, UserPrincipal owner) {
        try {
            return Files.getOwner(path, LinkOption.NOFOLLOW_LINKS).equals(owner);
        } catch (IOException e) {
            // Another process has removed it.
            return false;
        }
    }

    private static long processId() {
        return ProcessHandle.current().pid();
    }

    private void remove() {
        try {
            removeTree(path);
            Files.deleteIfExists(lockFile);
            lockChannel.close();
        } catch (IOException e) {
            // The next process removes it.
            LOG.debug("Cannot remove {}", path, e);
        }
    }

    private static void removeTree(Path directory) throws IOException {
        Files.walkFileTree(directory, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.deleteIfExists(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException failure) throws IOException {
                Files.deleteIfExists(visited);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    @Override
    public void close() {
        try {
            if (!Runtime.getRuntime().removeShutdownHook(removalAtExit)) {
                return;
            }
        } catch (IllegalStateException e) {
            // The process is exiting and has started the removal itself.
            return;
        }
        remove();
    }
}
