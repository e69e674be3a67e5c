package net.mytestbed.pxe.testkit.lab;

import java.util.List;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives a class of JUnit 5 one {@link Lab}, to its tests and the methods around them as a parameter, and closes it after the last
 * test. Where the machine lacks something that a lab needs, the class is left out with the reason. The system property
 * {@value #PROPERTY} says otherwise: {@code on}, then what is missing is a failure; {@code off}, then it is always left out.
 */
public final class LabExtension implements ExecutionCondition, ParameterResolver {
    /** The system property that switches labs {@code on} and {@code off}. */
    public static final String PROPERTY = "pxe.lab";

    private static final Namespace NAMESPACE = Namespace.create(LabExtension.class);

    /** The store closes it with the context of the class. */
    private record Running(Lab lab) implements AutoCloseable {
        @Override
        public void close() {
            lab.close();
        }
    }

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        String wanted = System.getProperty(PROPERTY, "");
        if (wanted.equals("off")) {
            return ConditionEvaluationResult.disabled("The lab is switched off (" + PROPERTY + "=off).");
        }
        List<String> missing = LabParts.ofThisMachine().missing();
        if (wanted.equals("on") || missing.isEmpty()) {
            return ConditionEvaluationResult.enabled("The lab can run.");
        }
        return ConditionEvaluationResult.disabled("The lab lacks " + String.join(", ", missing) + ".");
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Lab.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        ExtensionContext ofClass =
                context.getTestMethod().isPresent() ? context.getParent().orElseThrow() : context;
        return ofClass.getStore(NAMESPACE)
                .getOrComputeIfAbsent(Running.class, key -> new Running(Lab.start()), Running.class)
                .lab();
    }
}
