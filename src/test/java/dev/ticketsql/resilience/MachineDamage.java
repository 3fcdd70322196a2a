package dev.ticketsql.resilience;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;

/** Damage to files of a mirror, as disks, crashes of a machine and people do it. */
enum MachineDamage {
    FLIPPED_BIT {
        @Override
        void happen(Path file, List<Path> others, Random random) throws IOException {
            byte[] bytes = Files.readAllBytes(file);
            bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
            Files.write(file, bytes);
        }
    },
    CUT {
        @Override
        void happen(Path file, List<Path> others, Random random) throws IOException {
            byte[] bytes = Files.readAllBytes(file);
            Files.write(file, Arrays.copyOf(bytes, random.nextInt(bytes.length)));
        }
    },
    ZEROES {
        @Override
        void happen(Path file, List<Path> others, Random random) throws IOException {
            Files.write(file, new byte[Math.toIntExact(Files.size(file))]);
        }
    },
    REMOVED {
        @Override
        void happen(Path file, List<Path> others, Random random) throws IOException {
            Files.delete(file);
        }
    },
    SWAPPED {
        @Override
        void happen(Path file, List<Path> others, Random random) throws IOException {
            Path other = others.get(random.nextInt(others.size()));
            if (!other.equals(file)) {
                Path aside = Files.move(file, file.resolveSibling("aside"));
                Files.move(other, file);
                Files.move(aside, other);
            }
        }
    },
    RENAMED {
        @Override
        void happen(Path file, List<Path> others, Random random) throws IOException {
            String name = file.getFileName().toString().replaceFirst("_(\\d+)_(\\d+)_", "_1_$2_");
            Files.move(file, file.resolveSibling(name));
        }
    },
    LINKED {
        @Override
        void happen(Path file, List<Path> others, Random random) throws IOException {
            Files.delete(file);
            Files.createSymbolicLink(file, others.get(random.nextInt(others.size())));
        }
    },
    STRANGER {
        @Override
        void happen(Path file, List<Path> others, Random random) throws IOException {
            Files.copy(
                    file,
                    file.resolveSibling("copy of a person" + random.nextInt(100) + ".bak"),
                    StandardCopyOption.REPLACE_EXISTING);
        }
    };

    /**
     * Damages one file of a table.
     *
     * @param others files of the same table, at least this one
     */
    abstract void happen(Path file, List<Path> others, Random random) throws IOException;

    /** Damages a file below {@code mirror}; returns what was done. */
    static String of(Path mirror, Random random) throws IOException {
        MachineDamage kind = values()[random.nextInt(values().length)];
        List<Path> segments = segments(mirror);
        if (segments.isEmpty()) {
            return "nothing to damage";
        }
        Path file = segments.get(random.nextInt(segments.size()));
        List<Path> others = segments.stream()
                .filter(segment -> Objects.equals(segment.getParent(), file.getParent()))
                .toList();
        kind.happen(file, others, random);
        return kind + " " + mirror.relativize(file);
    }

    /** The Parquet files, in the order of their names. */
    static List<Path> segments(Path mirror) throws IOException {
        List<Path> found = new ArrayList<>();
        if (!Files.exists(mirror)) {
            return found;
        }
        try (Stream<Path> all = Files.walk(mirror)) {
            all.filter(path -> path.toString().endsWith(".parquet")
                            && !path.toString().contains("scratch-"))
                    .filter(Files::isRegularFile)
                    .sorted(Comparator.naturalOrder())
                    .forEach(found::add);
        }
        return found;
    }

    /** Files that belong to no living process: neither segments nor locks nor tombstones, nor what was put there. */
    static List<Path> leftOver(Path mirror) throws IOException {
        Set<String> locks = Set.of("readers.lock", "fetch.lock", "references.lock");
        try (Stream<Path> all = Files.walk(mirror)) {
            return all.filter(
                            path -> !Files.isDirectory(path) || path.toString().contains("scratch-"))
                    .filter(path -> {
                        String name = path.getFileName().toString();
                        return !name.endsWith(".parquet")
                                && !name.endsWith(".tombstone")
                                && !name.endsWith(".damaged")
                                && !name.endsWith(".bak")
                                && !locks.contains(name);
                    })
                    .toList();
        }
    }
}
