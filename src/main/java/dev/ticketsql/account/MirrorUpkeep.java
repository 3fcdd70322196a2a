package dev.ticketsql.account;

import dev.ticketsql.event.FetchObserver;
import dev.ticketsql.event.Page;
import dev.ticketsql.event.TimeRange;
import dev.ticketsql.event.TimeRanges;
import dev.ticketsql.mirror.Mirror;
import dev.ticketsql.mirror.MirrorCheck;
import dev.ticketsql.mirror.MirrorDifference;
import dev.ticketsql.mirror.MirrorMaintenance;
import dev.ticketsql.mirror.SnapshotOptions;
import dev.ticketsql.mirror.export.MirrorExport;
import dev.ticketsql.reference.ReferenceCheck;
import dev.ticketsql.reference.ReferenceStatus;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Upkeep of an account's mirror without SQL, for {@code bin/mirror}. Its options are those of a connection; other
 * processes may go on reading.
 */
public final class MirrorUpkeep {

    private static final String READ_BESIDE =
            "another process reads the mirror: superseded files stay until the next bin/mirror sync";

    private final Settings settings;
    private final SharedAccount account;
    private final AccountStore store;
    private final Path directory;
    private final Consumer<String> progress;

    private MirrorUpkeep(Settings settings, SharedAccount account, Path directory, Consumer<String> progress) {
        this.settings = settings;
        this.account = account;
        this.store = new AccountStore(settings, account);
        this.directory = directory;
        this.progress = progress;
    }

    /**
     * Opens the mirror that {@code values} name, completed by the environment.
     *
     * @param progress takes lines about the progress of fetching
     * @throws IllegalArgumentException naming the option that is unknown, missing or malformed, and its expected value
     * @throws IOException if option check is true and the server does not accept the login
     */
    public static MirrorUpkeep of(OptionValues values, Consumer<String> progress) throws IOException {
        Settings settings = Settings.of(values.completed(System.getenv()), System.getenv());
        Path directory = settings.mirror()
                .mirrors()
                .orElseThrow(() -> new IllegalArgumentException("there is no mirror to look after: option mirror is"
                        + " none, or the account is an embedded sandbox"));
        SharedAccount account = SharedAccounts.ofProcess().get(settings);
        MirrorUpkeep upkeep = new MirrorUpkeep(settings, account, directory, progress);
        upkeep.store.checkLogin(Duration.ZERO);
        return upkeep;
    }

    /**
     * Reports ranges, events, bytes, gaps, incomplete seconds, the newest second, purges, damaged files and names.
     *
     * @throws IOException if the mirror cannot be read
     */
    public UpkeepResult status() throws IOException {
        UpkeepResult events = new MirrorStatus(
                        directory.resolve(settings.variant()),
                        settings.sinceSec(),
                        account.clock().instant().getEpochSecond(),
                        settings.freshness(),
                        account.rateLimiter().clocks())
                .of(store.mirroredRanges(), maintenance());
        List<String> lines = new ArrayList<>(events.lines());
        lines.addAll(ReferenceStatus.lines(account.mirror()));
        return new UpkeepResult(lines, events.remarks(), events.good());
    }

    /**
     * Fetches the gaps of a range, by default of all time up to now.
     *
     * @throws IOException if a page cannot be fetched or stored; fetched pages stay
     */
    public UpkeepResult sync(UpkeepRange range) throws IOException {
        boolean vacuumed = maintenance().sync(store.snapshotOptions(progress), ranges(range));
        return status(vacuumed);
    }

    /**
     * Fetches a range again.
     *
     * @throws IOException if a page cannot be fetched or stored, with the second to go on from; fetched pages stay
     */
    public UpkeepResult refresh(UpkeepRange range) throws IOException {
        TimeRanges wanted = visible(range);
        boolean vacuumed = true;
        try (ObservedPageSource source = source(store.snapshotOptions(progress), wanted)) {
            for (TimeRange part : wanted.asList()) {
                vacuumed &= maintenance().refresh(source, part);
            }
        }
        return status(vacuumed);
    }

    private UpkeepResult status(boolean vacuumed) throws IOException {
        UpkeepResult status = status();
        List<String> remarks = new ArrayList<>(vacuumed ? List.of() : List.of(READ_BESIDE));
        boolean alone = remarkOnForeignFiles(remarks);
        return new UpkeepResult(status.lines(), remarks, alone);
    }

    /** Adds a remark for each foreign file; true if there is none. */
    private boolean remarkOnForeignFiles(List<String> remarks) throws IOException {
        List<Path> foreign = maintenance().strangers();
        foreign.forEach(file -> remarks.add(
                file + " is none of the mirror's files, but readers of *.parquet read it too: move it elsewhere"));
        return foreign.isEmpty();
    }

    /**
     * Reads every file, of events in the range and of names; with {@code againstApi} compares with the API.
     *
     * @throws IOException if a file cannot be read, or a page cannot be fetched
     * @throws SQLException if the engine fails
     */
    public UpkeepResult verify(UpkeepRange range, boolean againstApi) throws IOException, SQLException {
        TimeRanges wanted = ranges(range);
        MirrorCheck check = maintenance().verify(wanted);
        List<String> lines = new ArrayList<>();
        lines.add("files: " + check.files());
        lines.add("events: " + check.events());
        check.damaged().forEach(name -> lines.add("damaged: " + name));
        ReferenceCheck names = ReferenceCheck.of(account.mirror());
        lines.add("names: " + names.files() + (names.files() == 1 ? " file" : " files"));
        names.damaged().forEach(name -> lines.add("damaged: references/" + name));
        boolean good = check.damaged().isEmpty();
        if (againstApi) {
            List<MirrorDifference> differences = compare(wanted, visible(range));
            differences.forEach(difference -> lines.add("different: " + text(difference.range()) + ": "
                    + difference.missing() + " missing, " + difference.surplus() + " no longer there, "
                    + difference.changed() + " changed"));
            good &= differences.isEmpty();
        }
        List<String> remarks = new ArrayList<>(good ? List.of() : List.of(remedy(check)));
        if (!names.damaged().isEmpty()) {
            remarks.add(
                    "damaged files of names are not read any more; the next statement that needs them fetches them");
            good = false;
        }
        good &= remarkOnForeignFiles(remarks);
        return new UpkeepResult(lines, remarks, good);
    }

    private List<MirrorDifference> compare(TimeRanges wanted, TimeRanges visible) throws IOException, SQLException {
        SnapshotOptions options = store.snapshotOptions(progress);
        try (ObservedPageSource source = source(options, visible)) {
            return maintenance().compare(settings.snapshotOptions(source, FetchObserver.none()), wanted);
        }
    }

    /**
     * Exports the mirror to a directory, as plain tables for other engines. Makes no request.
     *
     * @param to a directory that is new, empty or of an earlier export
     * @throws IllegalArgumentException if it is none of these
     * @throws IOException if a file cannot be read or written
     */
    public UpkeepResult export(String to) throws IOException {
        MirrorExport.Target target = new MirrorExport.Target(
                UserPath.of(to)
                        .orElseThrow(() -> new IllegalArgumentException("--to is '" + to + "', must be a directory")),
                directory,
                settings.variant(),
                settings.mirror().sharing());
        ProgressDisplay display =
                ProgressDisplay.of(settings.progress(), account.clock(), account.terminalOwner(), progress);
        try {
            return ExportResult.of(maintenance().export(target, settings.sinceSec(), display::show));
        } finally {
            display.clear();
        }
    }

    private static String remedy(MirrorCheck check) {
        return check.damaged().isEmpty()
                ? "bin/mirror refresh --from ... --to ... reads again what differs"
                : "what is damaged was set aside; bin/mirror sync fetches it again";
    }

    /**
     * Purges events before an instant, in every variant of the account that is mirrored here.
     *
     * @throws IllegalArgumentException if that is later than now
     * @throws IOException if the purge cannot be recorded
     */
    public UpkeepResult purgeBefore(long beforeSec) throws IOException {
        Instant now = Instant.ofEpochSecond(account.clock().instant().getEpochSecond());
        if (beforeSec > now.getEpochSecond()) {
            throw new IllegalArgumentException("purge --before " + Instant.ofEpochSecond(beforeSec)
                    + " would erase everything and hide what is still to happen; it takes an instant up to now, " + now
                    + ". (A purge is taken back by deleting its file in "
                    + directory.resolve(settings.variant()).resolve("v2/tombstones") + " and bin/mirror refresh.)");
        }
        return purge(maintenance -> maintenance.purgeBefore(beforeSec));
    }

    /**
     * Purges a ticket's events, in every variant of the account that is mirrored here.
     *
     * @throws IOException if the purge cannot be recorded
     */
    public UpkeepResult purgeTicket(long ticketId) throws IOException {
        return purge(maintenance -> maintenance.purgeTicket(ticketId));
    }

    /**
     * Purges a person's name for good, in every variant of the account that is mirrored here. Events keep the id.
     *
     * @throws IOException if the mirror cannot be read
     */
    public UpkeepResult purgeUser(long userId) throws IOException {
        Path own = directory.resolve(settings.variant());
        UserPurge purge = new UserPurge(userId, store.snapshotOptions(line -> {}));
        purge.purge(own, account::mirror);
        for (Path variant : settings.server().variants(directory)) {
            if (!variant.equals(own)) {
                try (Mirror mirror = openVariant(variant)) {
                    purge.purge(variant, () -> mirror);
                }
            }
        }
        return purge.result();
    }

    private Mirror openVariant(Path variant) throws IOException {
        return AccountMirrors.open(variant, settings.mirror().sharing(), account.clock(), progress);
    }

    private UpkeepResult purge(VariantPurge.Purge purge) throws IOException {
        Path own = directory.resolve(settings.variant());
        VariantPurge purges = new VariantPurge();
        List<Mirror> others = new ArrayList<>();
        try {
            purges.purge(own, this::maintenance, purge);
            for (Path variant : settings.server().variants(directory)) {
                if (!variant.equals(own)) {
                    purges.purge(
                            variant,
                            () -> {
                                Mirror mirror = openVariant(variant);
                                others.add(mirror);
                                return mirror.maintenance();
                            },
                            purge);
                }
            }
            return purges.vacuum();
        } finally {
            others.forEach(Mirror::close);
        }
    }

    private MirrorMaintenance maintenance() throws IOException {
        return account.mirror().maintenance();
    }

    private static ObservedPageSource source(SnapshotOptions options, TimeRanges wanted) {
        return new ObservedPageSource(options.source(), options.observer(), wanted);
    }

    /** The part of the range that the API shows. */
    private TimeRanges visible(UpkeepRange range) {
        long visibleSec = account.clock().instant().getEpochSecond() - Page.WITHHELD_SEC;
        return ranges(range).and(TimeRanges.before(visibleSec));
    }

    private TimeRanges ranges(UpkeepRange range) {
        return TimeRanges.of(
                Math.max(settings.sinceSec(), range.fromSec().orElse(Math.max(0, settings.sinceSec()))),
                range.toSec().orElse(TimeRange.MAX_SEC));
    }

    static String text(TimeRange range) {
        return Instant.ofEpochSecond(range.fromSec()) + " to " + Instant.ofEpochSecond(range.toSec());
    }
}
