package dev.ticketsql.resilience.faults;

import static java.util.Objects.requireNonNull;

import dev.ticketsql.sandbox.Fault;
import dev.ticketsql.sandbox.ReceivedRequest;
import dev.ticketsql.sandbox.Sandbox;
import dev.ticketsql.sandbox.http.HttpResponse;
import java.net.URI;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/** Injects the faults of a schedule at their requests, and counts requests and faults. Safe for several threads. */
final class FaultInjector {

    private static final String TOKEN_PATH = "/oauth/tokens";

    private final Sandbox sandbox;
    private final DeskHistory history;
    private final FaultedAccount account;
    private final List<ReceivedRequest> pages = new ArrayList<>();
    private final List<Pending> pending = new ArrayList<>();
    private final Map<FaultKind, Integer> fired = new EnumMap<>(FaultKind.class);
    private final Map<Thread, Fault> chosen = new ConcurrentHashMap<>();
    private int tokensInStatement;
    private int pagesInStatement;
    private boolean isFaultFree;
    private boolean isLastPageCut;

    /** A fault with the times that are left of it. */
    private static final class Pending {
        private final FaultSchedule.PlannedFault plan;
        private int left;

        Pending(FaultSchedule.PlannedFault plan) {
            this.plan = plan;
            this.left = plan.times();
        }
    }

    FaultInjector(Sandbox sandbox, DeskHistory history, FaultedAccount account) {
        this.sandbox = sandbox;
        this.history = history;
        this.account = account;
        account.schedule().faults().forEach(plan -> pending.add(new Pending(plan)));
        sandbox.inject(new Fault(this::changed, Integer.MAX_VALUE, this::meets));
    }

    private HttpResponse changed(HttpResponse healthy) {
        return requireNonNull(chosen.remove(Thread.currentThread())).effect().apply(healthy);
    }

    /** Chooses the fault of a request; called once for each, on the thread that makes its answer. */
    private synchronized boolean meets(ReceivedRequest received) {
        boolean isToken = received.path().equals(TOKEN_PATH);
        if (!isToken && !received.isExport()) {
            return false;
        }
        boolean isRepeated = !isToken && isRepeatedSecond(received);
        if (isToken) {
            tokensInStatement++;
        } else {
            pages.add(received);
            pagesInStatement++;
            account.stopEndlessStatement(pagesInStatement);
        }
        Optional<Pending> next = isFaultFree
                ? Optional.empty()
                : pending.stream()
                        .filter(each -> each.left > 0 && isAt(each.plan, isToken, isRepeated, received))
                        .findFirst();
        next.ifPresent(each -> {
            each.left--;
            fired.merge(each.plan.kind(), 1, Integer::sum);
            chosen.put(
                    Thread.currentThread(),
                    each.plan.kind().at(site(received, new Choices(each.plan.salt(), each.left))));
        });
        if (!isToken) {
            isLastPageCut = next.isEmpty() && page(received).isCut();
        }
        return next.isPresent();
    }

    private boolean isAt(
            FaultSchedule.PlannedFault plan, boolean isToken, boolean isRepeated, ReceivedRequest received) {
        return switch (plan.kind()) {
            case TOKEN_ENDPOINT -> isToken;
            case EMPTY_REPEATED_SECOND -> isRepeated && pages.size() >= plan.atRequest();
            // The last page has nothing behind it that a lie could hide.
            case LYING_END_TIME ->
                !isToken
                        && pages.size() >= plan.atRequest()
                        && (plan.salt() % 3 == 0 || !page(received).endOfStream());
            case TIMEOUT_ABOVE_PAGE_SIZE ->
                !isToken && pages.size() >= plan.atRequest() && received.perPage() > 10 + plan.salt() % 10;
            default -> !isToken && pages.size() >= plan.atRequest();
        };
    }

    /** Whether the page before was honest and ended inside the second at which this one starts. */
    private boolean isRepeatedSecond(ReceivedRequest received) {
        return isLastPageCut
                && page(pages.get(pages.size() - 1)).endSec()
                        == received.startSec().orElse(-1);
    }

    private DeskHistory.HonestPage page(ReceivedRequest received) {
        return history.page(received.startSec().orElse(0), received.perPage(), received.atSec());
    }

    private FaultSite site(ReceivedRequest received, Choices choices) {
        return new FaultSite() {
            @Override
            public Choices choices() {
                return choices;
            }

            @Override
            public long nowSec() {
                return received.atSec();
            }

            @Override
            public URI server() {
                return sandbox.baseUrl();
            }

            @Override
            public List<String> secrets() {
                List<String> secrets = new ArrayList<>(account.login().secrets());
                received.header("Authorization").ifPresent(secrets::add);
                return secrets;
            }

            @Override
            public Optional<SentPage> earlierPage() {
                List<ReceivedRequest> earlier = pages.subList(0, pages.size() - 1).stream()
                        .filter(each ->
                                each.startSec().orElse(0) <= received.startSec().orElse(0))
                        .toList();
                if (earlier.isEmpty()) {
                    return Optional.empty();
                }
                ReceivedRequest kept = choices.one(earlier);
                return Optional.of(new SentPage(page(kept).json(), kept.atSec()));
            }

            @Override
            public Optional<String> eventBeforeStart() {
                return shown(event -> event.sec() < received.startSec().orElse(0));
            }

            @Override
            public Optional<String> eventBehindPage() {
                DeskHistory.HonestPage honest = page(received);
                return honest.endOfStream() ? Optional.empty() : shown(event -> event.sec() > honest.endSec());
            }

            private Optional<String> shown(Predicate<DeskEvent> condition) {
                List<DeskEvent> found = history.events().stream()
                        .filter(condition.and(event -> event.isShownAt(received.atSec())))
                        .toList();
                return found.isEmpty()
                        ? Optional.empty()
                        : Optional.of(choices.one(found).json());
            }

            @Override
            public void setOurClockWrong(long seconds) {
                account.setOurClockWrong(seconds);
            }

            @Override
            public void serveStale(long sentSec) {
                account.serveStale(sentSec);
            }

            @Override
            public void cancel() {
                account.cancel();
            }
        };
    }

    /** Begins to count anew. */
    synchronized void beginStatement() {
        fired.clear();
        pagesInStatement = 0;
        tokensInStatement = 0;
    }

    /** Injects nothing from now on. */
    synchronized void endFaults() {
        isFaultFree = true;
    }

    /** The faults since the statement began, by their kind. */
    synchronized Map<FaultKind, Integer> fired() {
        return new EnumMap<>(fired);
    }

    /** Requests for pages since the statement began. */
    synchronized int pagesInStatement() {
        return pagesInStatement;
    }

    /** Requests for access tokens since the statement began. */
    synchronized int tokensInStatement() {
        return tokensInStatement;
    }

    /** The smallest page that was asked for. */
    synchronized int smallestPage() {
        return pages.stream().mapToInt(ReceivedRequest::perPage).min().orElse(1);
    }
}
