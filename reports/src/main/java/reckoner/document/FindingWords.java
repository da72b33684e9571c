package reckoner.document;

import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import reckoner.statement.Finding;
import reckoner.statement.Verdict;

/**
 * Explains findings in the language of the document: in English in the words of reconciliation, which tell every detail; else by a
 * sentence for the likely cause with the finding's own figures, or, where none is known, by what the check means.
 */
final class FindingWords {

    private final Wording words;
    private final Map<String, Finding> byExplanation;

    FindingWords(Wording words, Verdict verdict) {
        this.words = words;
        this.byExplanation = verdict.findings().stream().collect(Collectors.toMap(Finding::explanation, Function.identity(), (first, second) -> first));
    }

    /** Explain the finding, and say whether it was accepted. */
    String explanation(Finding finding) {
        String sentence = sentence(finding);
        return finding.figures() != null && finding.figures().isAccepted() ? words.say("finding.accepted", sentence) : sentence;
    }

    /** Return what reconciliation wrote at a line as the finding's sentence, or as it is if it is none of a finding. */
    String note(String note) {
        Finding finding = byExplanation.get(note);
        return finding == null ? words.known(note) : sentence(finding);
    }

    private String sentence(Finding finding) {
        if (words.language() == Language.EN) {
            return finding.explanation();
        }
        Finding.Figures figures = finding.figures();
        String key = figures == null || finding.cause() == null || finding.difference() == null ? null : key(finding.check(), finding.cause());
        if (figures == null || key == null || finding.transactionId() == null && words.bundle().getString(key).contains("{0}")) {
            return words.meaning(finding.check(), finding.explanation());
        }
        String sentence = words.say(key, finding.transactionId(), words.money(figures.expected()), words.money(figures.actual()),
                words.movement(finding.difference()));
        sentence = figures.usageId() == null ? sentence : words.say("finding.usage", sentence, figures.usageId());
        return figures.paymentId() == null ? sentence : words.say("finding.payment", sentence, figures.paymentId());
    }

    /** The key of the cause's sentence, that of the check alone if it has its own; null without any. */
    private @Nullable String key(String check, String cause) {
        ResourceBundle bundle = words.bundle();
        String name = cause.toLowerCase(Locale.ROOT).replace(' ', '_');
        String own = "because." + check + '.' + name;
        String any = "because." + name;
        return bundle.containsKey(own) ? own : bundle.containsKey(any) ? any : null;
    }
}
