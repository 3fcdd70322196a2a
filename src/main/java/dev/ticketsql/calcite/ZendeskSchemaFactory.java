package dev.ticketsql.calcite;

import dev.ticketsql.account.AccountStore;
import dev.ticketsql.account.OptionValues;
import dev.ticketsql.account.Settings;
import dev.ticketsql.account.SharedAccounts;
import dev.ticketsql.account.UserName;
import java.util.Map;
import org.apache.calcite.schema.Schema;
import org.apache.calcite.schema.SchemaFactory;
import org.apache.calcite.schema.SchemaPlus;

/**
 * Makes the schema of an account, for the {@code factory} of a {@code model.json} and for the driver. Makes no request:
 * the first statement finds out whether the account exists.
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
        Map<String, String> environment = System.getenv();
        OptionValues options = values.orEnvironment(environment);
        Settings settings = Settings.of(options, environment);
        AccountStore store =
                new AccountStore(settings, SharedAccounts.ofProcess().get(settings));
        return new ZendeskSchema(store, store).withViews(parentSchema, name).ofUser(UserName.of(options));
    }
}
