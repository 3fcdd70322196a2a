package dev.ticketsql.sandbox.history;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Adds what tools leave in audits beside changes and comments: macros, messages of triggers, copies, transcripts of
 * chats, redactions. Its random numbers are its own, so that a ticket's events, changes and comments are those that it
 * has without them; new children come last in their audit.
 */
final class Aftermath {

    private final SeededRandom random;
    private final List<Step> steps;
    private Optional<Child.CommentPlace> received = Optional.empty();

    private Aftermath(SeededRandom random, List<Step> steps) {
        this.random = random;
        this.steps = steps;
    }

    /** The same steps, with more children. */
    static List<Step> of(SeededRandom random, List<Step> steps) {
        Aftermath aftermath = new Aftermath(random, steps);
        List<Step> all = new ArrayList<>(steps.size());
        for (int place = 0; place < steps.size(); place++) {
            all.add(
                    steps.get(place) instanceof Step.Audit audit
                            ? audit.with(aftermath.children(audit, place))
                            : steps.get(place));
        }
        return all;
    }

    private List<Child> children(Step.Audit audit, int place) {
        List<Child> more = new ArrayList<>();
        if (audit.via() == Via.CHAT && place == 0) {
            more.add(new Child.ChatTranscript(audit.updaterId(), random.between(2, 6)));
        }
        if (audit.via() == Via.EMAIL && random.chance(8)) {
            more.add(new Child.Cc(audit.updaterId() + 40));
        }
        if (HelpDesk.isAgent(audit.updaterId()) && audit.via() == Via.WEB_FORM) {
            byAgent(audit, place, more);
        }
        for (int index = 0; index < audit.children().size(); index++) {
            if (audit.children().get(index) instanceof Child.Comment comment && !HelpDesk.isAgent(comment.authorId())) {
                received = Optional.of(new Child.CommentPlace(place, index, comment.attachment()));
            }
        }
        return more;
    }

    private void byAgent(Step.Audit audit, int place, List<Child> more) {
        boolean replies = audit.children().stream()
                .anyMatch(child -> child instanceof Child.Comment comment && comment.isPublic());
        if (replies && random.chance(30)) {
            more.add(new Child.Macro(random.below(Child.Macro.TITLES.size())));
        }
        if (replies && random.chance(40)) {
            more.add(new Child.OfTrigger(
                    new Child.Notification(requesterId(), "[Help desk] Your request was updated"),
                    HelpDesk.NOTIFYING_RULE));
        }
        if (received.isPresent() && random.chance(3)) {
            Child.CommentPlace comment = received.get().seenFrom(place);
            more.add(
                    switch (random.weighted(40, 40, 20)) {
                        case 0 -> new Child.MadePrivate(comment);
                        case 1 -> new Child.Redaction(comment, false);
                        default -> new Child.Redaction(comment, comment.attachment());
                    });
        }
    }

    /** The person who wrote first; the system for an alert. */
    private long requesterId() {
        return steps.get(0) instanceof Step.Audit first ? first.updaterId() : -1;
    }
}
