package dev.ticketsql.sandbox.history;

/** Places of people, with their language and time zone. */
enum Place {
    LONDON("en", "London, ENG, United Kingdom", 51.5073, -0.12765, "London", "Europe/London"),
    AUSTIN("en", "Austin, TX, United States", 30.2711, -97.7437, "Central Time (US & Canada)", "America/Chicago"),
    SYDNEY("en", "Sydney, NSW, Australia", -33.8688, 151.2093, "Sydney", "Australia/Sydney"),
    TORONTO("en", "Toronto, ON, Canada", 43.6532, -79.3832, "Eastern Time (US & Canada)", "America/New_York"),
    BERLIN("de", "Berlin, BE, Germany", 52.52, 13.405, "Berlin", "Europe/Berlin"),
    ZURICH("de", "Zürich, ZH, Switzerland", 47.3769, 8.5417, "Bern", "Europe/Zurich"),
    LYON("fr", "Lyon, ARA, France", 45.764, 4.8357, "Paris", "Europe/Paris"),
    MADRID("es", "Madrid, MD, Spain", 40.4168, -3.7038, "Madrid", "Europe/Madrid"),
    SAO_PAULO("pt", "São Paulo, SP, Brazil", -23.5505, -46.6333, "Brasilia", "America/Sao_Paulo"),
    TOKYO("ja", "Tokyo, 13, Japan", 35.6762, 139.6503, "Tokyo", "Asia/Tokyo"),
    TAIPEI("zh", "Taipei, TPE, Taiwan", 25.033, 121.5654, "Taipei", "Asia/Taipei"),
    SEOUL("ko", "Seoul, 11, South Korea", 37.5665, 126.978, "Seoul", "Asia/Seoul"),
    CAIRO("ar", "Cairo, C, Egypt", 30.0444, 31.2357, "Cairo", "Africa/Cairo"),
    HAIFA("he", "Haifa, HA, Israel", 32.794, 34.9896, "Jerusalem", "Asia/Jerusalem"),
    KYIV("uk", "Kyiv, 30, Ukraine", 50.4501, 30.5234, "Kyiv", "Europe/Kiev"),
    PUNE("hi", "Pune, MH, India", 18.5204, 73.8567, "Mumbai", "Asia/Kolkata");

    /** Number of English-speaking places, which are listed first. */
    static final int ENGLISH_SPEAKING = 4;

    private final String language;
    private final String location;
    private final double latitude;
    private final double longitude;
    private final String timeZone;
    private final String ianaTimeZone;

    Place(String language, String location, double latitude, double longitude, String timeZone, String ianaTimeZone) {
        this.language = language;
        this.location = location;
        this.latitude = latitude;
        this.longitude = longitude;
        this.timeZone = timeZone;
        this.ianaTimeZone = ianaTimeZone;
    }

    /** ISO 639-1. */
    String language() {
        return language;
    }

    String location() {
        return location;
    }

    /** Degrees. */
    double latitude() {
        return latitude;
    }

    /** Degrees. */
    double longitude() {
        return longitude;
    }

    /** Name of the time zone in Zendesk, which is that of Ruby on Rails. */
    String timeZone() {
        return timeZone;
    }

    /** Name of the time zone in the IANA's database. */
    String ianaTimeZone() {
        return ianaTimeZone;
    }
}
