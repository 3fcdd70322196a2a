package dev.ticketsql.calcite.plan;

import dev.ticketsql.account.EventStore;
import org.apache.calcite.rel.RelNode;

/** Scan of a table of an account, which the engine of the account's mirror runs. */
public interface AccountScan extends RelNode {

    /** Returns the store of the account. */
    EventStore store();
}
