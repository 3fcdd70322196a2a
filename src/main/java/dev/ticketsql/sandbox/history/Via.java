package dev.ticketsql.sandbox.history;

/** The channels through which tickets change, as the export names them and as sideloaded comments name them. */
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

    /** Whether the person's browser or app is known. */
    boolean showsClient() {
        return switch (this) {
            case WEB_FORM, WEB_WIDGET, CHAT, MOBILE -> true;
            case EMAIL, PHONE, API, RULE -> false;
        };
    }
}
