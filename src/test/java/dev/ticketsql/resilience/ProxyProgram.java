package dev.ticketsql.resilience;

import java.net.Authenticator;
import java.net.PasswordAuthentication;

/** Program that knows the login of a proxy, and then is {@link SmallHeapProgram}. */
public final class ProxyProgram {

    /** Password of the login. */
    static final String PASSWORD = "pr0xy-p4ssw0rd-Zm9v";

    private ProxyProgram() {}

    /** Takes what {@link SmallHeapProgram} takes. */
    public static void main(String[] arguments) throws Exception {
        Authenticator.setDefault(new Authenticator() {
            @Override
            protected PasswordAuthentication getPasswordAuthentication() {
                return new PasswordAuthentication("jane", PASSWORD.toCharArray());
            }
        });
        SmallHeapProgram.main(arguments);
    }
}
