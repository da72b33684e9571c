package reckoner;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Set;

/** No field, parameter or result of a class is a floating-point number. */
final class NoDoubles extends ArchCondition<JavaClass> {

    private static final Set<String> FLOATING = Set.of("double", "float", "java.lang.Double", "java.lang.Float");

    NoDoubles() {
        super("have no floating-point numbers");
    }

    @Override
    public void check(JavaClass type, ConditionEvents events) {
        type.getFields().stream().filter(field -> FLOATING.contains(field.getRawType().getName()))
                .forEach(field -> events.add(SimpleConditionEvent.violated(field, field.getFullName())));
        type.getMethods().stream()
                .filter(method -> FLOATING.contains(method.getRawReturnType().getName())
                        || method.getRawParameterTypes().stream().anyMatch(p -> FLOATING.contains(p.getName())))
                .forEach(method -> events.add(SimpleConditionEvent.violated(method, method.getFullName())));
    }
}
