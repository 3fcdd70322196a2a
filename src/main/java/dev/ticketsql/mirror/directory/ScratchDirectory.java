package dev.ticketsql.mirror.directory;

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
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A directory that lives as long as the process that made it, for files that nobody may miss. Knows nothing of what is
 * put into it.
 *
 * <p>Beside {@code <name>/} lies {@code <name>.lock}, locked for as long as the process lives: the operating system
 * lets go of it however the process ends. The directory goes when it is closed, else when the process exits, else,
 * after a kill, when the next one is made in the same place and finds its lock free. Names hold the process id, because
 * a process that opened and closed one of its own lock files again would lose the lock (POSIX).
 */
final class ScratchDirectory implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ScratchDirectory.class);
    private static final String LOCK_SUFFIX = ".lock";

    private final Path path;
    private final Path lockFile;
    private final FileChannel lockChannel;
    private final Thread removalAtExit = new Thread(this::remove, "ticketsql-scratch-removal");

    private ScratchDirectory(Path path, Path lockFile, FileChannel lockChannel) {
        this.path = path;
        this.lockFile = lockFile;
        this.lockChannel = lockChannel;
    }

    /**
     * Makes one in {@code parent}, after sweeping away what dead processes left there under the same prefix.
     *
     * @throws IOException if {@code parent} cannot be written, or its file system knows no locks
     */
    static ScratchDirectory create(Path parent, String prefix) throws IOException {
        while (true) {
            long random = ThreadLocalRandom.current().nextLong();
            String name = String.format(Locale.ROOT, "%s%d-%016x", prefix, processId(), random);
            Path lockFile = parent.resolve(name + LOCK_SUFFIX);
            FileChannel channel = FileChannel.open(
                    lockFile, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), OwnerOnlyFiles.file());
            try {
                FileLock lock = channel.tryLock();
                // A sweep that came between creating and locking may have taken the file for a dead process's.
                if (lock != null && Files.exists(lockFile)) {
                    sweep(parent, prefix, Files.getOwner(lockFile));
                    ScratchDirectory scratch = new ScratchDirectory(
                            OwnerOnlyFiles.createDirectory(parent.resolve(name)), lockFile, channel);
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

    Path path() {
        return path;
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
        try (FileChannel channel =
                FileChannel.open(lockFile, Set.of(StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS))) {
            if (channel.tryLock() == null) {
                return;
            }
            // In a directory for everybody a link or a foreign directory of that name is a trap.
            if (Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)
                    && Files.getOwner(directory, LinkOption.NOFOLLOW_LINKS).equals(owner)) {
                LOG.info("Removing {}, left behind by a process that was killed", directory);
                removeTree(directory);
            }
            Files.deleteIfExists(lockFile);
        } catch (IOException | OverlappingFileLockException e) {
            LOG.debug("Leaving {} alone", directory, e);
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
            // The next process to start sweeps it.
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
