package dev.plimsoll.api.v1alpha1;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is absent is left out of the JSON: a server refuses null where the schema wants a string. */
class NoNullsTest {
    static Stream<Class<?>> records() {
        return new ClassFileImporter()
                        .withImportOption(new ImportOption.DoNotIncludeTests())
                        .importPackages("dev.plimsoll.api.v1alpha1")
                        .stream()
                        .filter(JavaClass::isRecord)
                        .<Class<?>>map(JavaClass::reflect);
    }

    @ParameterizedTest
    @MethodSource("records")
    void shouldWriteNothingWhenEveryComponentIsAbsent(Class<?> type) throws Exception {
        var components = type.getRecordComponents();
        var constructor = type.getDeclaredConstructor(
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class[]::new));
        var empty = constructor.newInstance(new Object[components.length]);
        assertThat(new ObjectMapper().writeValueAsString(empty)).isEqualTo("{}");
    }
}
