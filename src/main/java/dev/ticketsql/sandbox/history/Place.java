package dev.ticketsql.sandbox.history;

/** Places of people, with their language. */
enum Place {
    LONDON("en", "London, ENG, United Kingdom", 51.5073, -0.12765),
    AUSTIN("en", "Austin, TX, United States", 30.2711, -97.7437),
    SYDNEY("en", "Sydney, NSW, Australia", -33.8688, 151.2093),
    TORONTO("en", "Toronto, ON, Canada", 43.6532, -79.3832),
    BERLIN("de", "Berlin, BE, Germany", 52.52, 13.405),
    ZURICH("de", "Zürich, ZH, Switzerland", 47.3769, 8.5417),
    LYON("fr", "Lyon, ARA, France", 45.764, 4.8357),
    MADRID("es", "Madrid, MD, Spain", 40.4168, -3.7038),
    SAO_PAULO("pt", "São Paulo, SP, Brazil", -23.5505, -46.6333),
    TOKYO("ja", "Tokyo, 13, Japan", 35.6762, 139.6503),
    TAIPEI("zh", "Taipei, TPE, Taiwan", 25.033, 121.5654),
    SEOUL("ko", "Seoul, 11, South Korea", 37.5665, 126.978),
    CAIRO("ar", "Cairo, C, Egypt", 30.0444, 31.2357),
    HAIFA("he", "Haifa, HA, Israel", 32.794, 34.9896),
    KYIV("uk", "Kyiv, 30, Ukraine", 50.4501, 30.5234),
    PUNE("hi", "Pune, MH, India", 18.5204, 73.8567);

    /** Number of English-speaking places, which are listed first. */
    static final int ENGLISH_SPEAKING = 4;

    private final String language;
    private final String location;
    private final double latitude;
    private final double longitude;

    Place(String language, String location, double latitude, double longitude) {
        this.language = language;
        this.location = location;
        this.latitude = latitude;
        this.longitude = longitude;
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
}
