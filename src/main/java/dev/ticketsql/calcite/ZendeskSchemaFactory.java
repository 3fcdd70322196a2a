package dev.ticketsql.calcite;

import dev.ticketsql.account.AccountStore;
import dev.ticketsql.account.OptionValues;
import dev.ticketsql.account.Settings;
import dev.ticketsql.account.SharedAccounts;
import java.util.Map;
import org.apache.calcite.schema.Schema;
import org.apache.calcite.schema.SchemaFactory;
import org.apache.calcite.schema.SchemaPlus;

/**
 * Makes the schema of an account: the {@code factory} of a {@code model.json}, and what the driver calls. Makes no
 * request: an account that does not exist is found out by the first statement.
 */
public final class ZendeskSchemaFactory implements SchemaFactory {

    /** For Calcite, which makes factories by name. */
    public ZendeskSchemaFactory() {}

    /**
     * The schema that a model's operand describes; where it is silent the environment speaks.
     *
     * @throws IllegalArgumentException naming the option that is unknown, missing or malformed, and what to write
     */
    @Override
    public Schema create(SchemaPlus parentSchema, String name, Map<String, Object> operand) {
        return schema(parentSchema, name, OptionValues.of(operand));
    }

    /**
     * The schema that {@code values} describe; where they are silent the environment speaks.
     *
     * @param name under which it will be in {@code parentSchema}
     * @throws IllegalArgumentException naming the option that is unknown, missing or malformed, and what to write
     */
    public static ZendeskSchema schema(SchemaPlus parentSchema, String name, OptionValues values) {
        Map<String, String> environment = System.getenv();
        Settings settings = Settings.of(values.orEnvironment(environment), environment);
        AccountStore store =
                new AccountStore(settings, SharedAccounts.ofProcess().get(settings));
        return new ZendeskSchema(store, store).withViews(parentSchema, name);
    }
}
