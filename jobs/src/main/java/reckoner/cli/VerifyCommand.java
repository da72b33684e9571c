package reckoner.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import reckoner.Failure;
import reckoner.seal.LedgerProof;
import reckoner.seal.Proof;
import reckoner.statements.Verification;

@Command(name = "verify", mixinStandardHelpOptions = true, description = {
    "Says whether documents are ours and unchanged, and whether the ledger is what was booked; 1 if not.",
    "A change, removal, insertion or swap in the database breaks the chain of seals and is named. Whoever may do everything in the"
        + " database could make the whole chain again: only a head that was kept outside shows that. Every statement carries one.",
    "Example: ./run.sh verify --ledger --head 3f9ac2d4e5b6a7081122334455667788"})
final class VerifyCommand implements Callable<Integer> {

    private static final int MOST_SHOWN = 20;

    @Mixin
    final HomeOption home = new HomeOption();

    @Spec
    CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "FILE", arity = "0..*", description = "PDF, XLSX or CSV files, under any name.")
    List<Path> files = new ArrayList<>();

    @Option(names = "--ledger", description = "Prove every entry of the ledger by its seal.")
    boolean ledger;

    @Option(names = "--head", paramLabel = "HEX", description = "Compare with a head of the ledger that was kept outside, as a statement shows it"
            + " (all its digits, or the first 16 or more).")
    @Nullable String head;

    @Override
    public Integer call() {
        if (files.isEmpty() && !ledger) {
            throw Failure.command("There is nothing to verify. Name documents, or ask for --ledger. Nothing was changed.");
        }
        if (head != null && !ledger) {
            throw Failure.command("--head is compared with the ledger: write --ledger --head HEX. Nothing was changed.");
        }
        try (var application = home.open()) {
            Verification verification = application.getBean(Verification.class);
            List<Verification.Answer> answers = files.stream().map(verification::of).toList();
            answers.forEach(answer -> spec.commandLine().getOut().println(answer.file() + ": " + answer.words()));
            boolean holds = !ledger || holds(application.getBean(LedgerProof.class).prove(head));
            return holds && answers.stream().allMatch(Verification.Answer::ours) ? 0 : 1;
        }
    }

    private boolean holds(Proof proof) {
        PrintWriter out = spec.commandLine().getOut();
        if (proof.holds()) {
            out.printf("The ledger is what was booked: %,d entries of %,d loads, every seal follows from the one before.%n",
                    proof.entries(), proof.loads());
        } else {
            out.printf("THE LEDGER WAS TAMPERED WITH: %,d of %,d entries do not follow; %,d of %,d loads are affected.%n",
                    proof.broken(), proof.entries(), proof.loadsAffected(), proof.loads());
            proof.findings().stream().limit(MOST_SHOWN).forEach(finding -> out.println("  " + finding.words()));
            if (proof.findings().size() > MOST_SHOWN) {
                out.printf("  … and %,d more%n", proof.findings().size() - MOST_SHOWN);
            }
            out.println("Nothing was changed. The files as they were delivered are in processed/; compare them with ./run.sh activity.");
        }
        if (proof.archived() > 0) {
            out.printf("%,d entries of %,d loads are archived: the chain goes on behind them. Their files are proven by ./run.sh archive --verify, and when they come back.%n",
                    proof.archived(), proof.archivedLoads());
        }
        out.println(proof.head() == null ? "Nothing is sealed yet." : "Head after load %d: %s".formatted(proof.lastLoad(), proof.head()));
        if (proof.outside() != null) {
            out.println(proof.outside());
        } else if (proof.holds() && proof.head() != null) {
            out.println("Somebody who may do everything in the database could have made all seals again; compare a head from a statement: --head HEX.");
        }
        return proof.holds();
    }
}
