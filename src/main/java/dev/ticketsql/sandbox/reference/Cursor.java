package dev.ticketsql.sandbox.reference;

import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.OptionalLong;

/** Cursors of ids. Base64 with its {@code +}, {@code /} and {@code =}, as Zendesk's: clients must encode them. */
final class Cursor {

    private static final short VERSION = 0x6900;
    private static final int LENGTH = Short.BYTES + Long.BYTES;

    private Cursor() {}

    static String of(long id) {
        byte[] bytes = ByteBuffer.allocate(LENGTH)
                .putShort(VERSION)
                .putLong(scramble(id))
                .array();
        return Base64.getEncoder().encodeToString(bytes);
    }

    /** The id of a cursor; empty if it is none. */
    static OptionalLong parse(String cursor) {
        try {
            ByteBuffer bytes = ByteBuffer.wrap(Base64.getDecoder().decode(cursor));
            if (bytes.remaining() != LENGTH || bytes.getShort() != VERSION) {
                return OptionalLong.empty();
            }
            return OptionalLong.of(scramble(bytes.getLong()));
        } catch (IllegalArgumentException e) {
            return OptionalLong.empty();
        }
    }

    /** Hides the id from clients, and brings {@code +} and {@code /} into most cursors. Its own inverse. */
    private static long scramble(long id) {
        return id ^ 0xFBEF_BEFF_EFBE_FBEFL;
    }
}
