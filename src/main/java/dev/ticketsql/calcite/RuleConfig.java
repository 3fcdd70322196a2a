package dev.ticketsql.calcite;

import java.util.function.Function;
import org.apache.calcite.plan.RelOptRule;
import org.apache.calcite.plan.RelRule;
import org.apache.calcite.rel.core.RelFactories;
import org.apache.calcite.tools.RelBuilderFactory;
import org.jspecify.annotations.Nullable;

/**
 * How a planner rule of ours is set up: what Calcite's annotation processor would otherwise generate for each of them.
 *
 * @param description name among the planner's rules; two rules of one planner must not share it
 * @param operandSupplier what the rule matches
 * @param relBuilderFactory builds what the rule makes
 * @param factory makes the rule
 */
record RuleConfig(
        @Nullable String description,
        RelRule.OperandTransform operandSupplier,
        RelBuilderFactory relBuilderFactory,
        Function<RuleConfig, RelOptRule> factory)
        implements RelRule.Config {

    static RuleConfig of(
            String description, RelRule.OperandTransform operands, Function<RuleConfig, RelOptRule> factory) {
        return new RuleConfig(description, operands, RelFactories.LOGICAL_BUILDER, factory);
    }

    @Override
    public RelOptRule toRule() {
        return factory.apply(this);
    }

    @Override
    public RuleConfig withDescription(@Nullable String other) {
        return new RuleConfig(other, operandSupplier, relBuilderFactory, factory);
    }

    @Override
    public RuleConfig withOperandSupplier(RelRule.OperandTransform other) {
        return new RuleConfig(description, other, relBuilderFactory, factory);
    }

    @Override
    public RuleConfig withRelBuilderFactory(RelBuilderFactory other) {
        return new RuleConfig(description, operandSupplier, other, factory);
    }
}
