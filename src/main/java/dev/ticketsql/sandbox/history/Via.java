package dev.ticketsql.sandbox.history;

/** Channels of audits, with their names in audits and in included comments. */
enum Via {
    EMAIL("Email", "email"),
    WEB_FORM("Web form", "web"),
    WEB_WIDGET("Web Widget", "web_widget"),
    CHAT("Chat", "chat"),
    MOBILE("Mobile", "mobile"),
    PHONE("Phone call (inbound)", "voice"),
    API("Web service", "api"),
    RULE("Rule", "rule");

    private final String label;
    private final String channel;

    Via(String label, String channel) {
        this.label = label;
        this.channel = channel;
    }

    String label() {
        return label;
    }

    String channel() {
        return channel;
    }

    /** True if the export has the person's browser or app. */
    boolean showsClient() {
        return switch (this) {
            case WEB_FORM, WEB_WIDGET, CHAT, MOBILE -> true;
            case EMAIL, PHONE, API, RULE -> false;
        };
    }
}
