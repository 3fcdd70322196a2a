package dev.ticketsql.calcite;

import dev.ticketsql.account.AccountStore;
import dev.ticketsql.account.OptionValues;
import dev.ticketsql.account.Settings;
import dev.ticketsql.account.SharedAccounts;
import dev.ticketsql.account.UserName;
import dev.ticketsql.event.ClassifiedException;
import dev.ticketsql.event.ErrorKind;
import java.io.IOException;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.Map;
import org.apache.calcite.schema.Schema;
import org.apache.calcite.schema.SchemaFactory;
import org.apache.calcite.schema.SchemaPlus;

/**
 * Makes the schema of an account, for the {@code factory} of a {@code model.json} and for the driver. Makes no request,
 * unless option {@code check} is true: the first statement finds out whether the account exists.
 */
public final class ZendeskSchemaFactory implements SchemaFactory {

    /** Public for Calcite, which makes factories by name. */
    public ZendeskSchemaFactory() {}

    /**
     * Makes the schema of a model's operand; the environment fills in options that it leaves out.
     *
     * @throws IllegalArgumentException naming the option that is unknown, missing or malformed, and what to write
     */
    @Override
    public Schema create(SchemaPlus parentSchema, String name, Map<String, Object> operand) {
        return schema(parentSchema, name, OptionValues.of(operand));
    }

    /**
     * Makes the schema of {@code values}; the environment fills in options that they leave out.
     *
     * @param name under which it will be in {@code parentSchema}
     * @throws IllegalArgumentException naming the option that is unknown, missing or malformed, and what to write
     */
    public static ZendeskSchema schema(SchemaPlus parentSchema, String name, OptionValues values) {
        return schema(parentSchema, name, values, DriverManager.getLoginTimeout());
    }

    /**
     * Makes the schema, and checks the login if option {@code check} is true.
     *
     * @param name under which it will be in {@code parentSchema}
     * @param loginTimeoutSec limit of the check; 0 for none of its own
     * @throws IllegalArgumentException naming the option that is unknown, missing or malformed, and what to write
     * @throws ClassifiedException if the login is not accepted, or the server cannot be asked
     */
    public static ZendeskSchema schema(SchemaPlus parentSchema, String name, OptionValues values, int loginTimeoutSec) {
        Map<String, String> environment = System.getenv();
        OptionValues options = values.completed(environment);
        Settings settings = Settings.of(options, environment);
        AccountStore store =
                new AccountStore(settings, SharedAccounts.ofProcess().get(settings));
        try {
            store.checkLogin(Duration.ofSeconds(loginTimeoutSec));
        } catch (IOException e) {
            throw new ClassifiedException(e, ErrorKind.GENERAL, String.valueOf(e.getMessage()));
        }
        return new ZendeskSchema(store, store).withViews(parentSchema, name).ofUser(UserName.of(options));
    }
}
