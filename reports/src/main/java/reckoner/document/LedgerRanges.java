package reckoner.document;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import reckoner.statement.LineKind;

/**
 * Write formulas over the ledger or another long list, on however many sheets it is.
 *
 * @param sheets names of its sheets, in order
 * @param rows lines in all
 * @param mostRows lines that one sheet holds
 */
record LedgerRanges(List<String> sheets, int rows, int mostRows) {

    /** One condition: a column counted from 0, and what it must be, as written in a formula. */
    record Where(int column, String criterion) {

        static Where kind(Wording words, LineKind kind) {
            return new Where(LedgerTable.KIND, "\"" + LedgerTable.kind(words, kind) + "\"");
        }
    }

    /** Sum the movements of all lines. */
    String sumOfMovements() {
        return overSheets(i -> "SUM(" + range(i, LedgerTable.MOVEMENT) + ")");
    }

    /** Sum the movements of the lines that meet all conditions. */
    String sumOfMovements(Where... conditions) {
        return sum(LedgerTable.MOVEMENT, conditions);
    }

    /** Sum a column, counted from 0, over the lines that meet all conditions. */
    String sum(int column, Where... conditions) {
        return overSheets(i -> "SUMIFS(" + range(i, column) + "," + conditions(i, conditions) + ")");
    }

    /** Count the lines that meet all conditions. */
    String count(Where... conditions) {
        return overSheets(i -> "COUNTIFS(" + conditions(i, conditions) + ")");
    }

    private String conditions(int sheet, Where... conditions) {
        return List.of(conditions).stream()
                .map(where -> range(sheet, where.column()) + "," + where.criterion())
                .collect(Collectors.joining(","));
    }

    private String overSheets(IntFunction<String> part) {
        List<String> parts = new ArrayList<>();
        for (int i = 0; i < sheets.size(); i++) {
            parts.add(part.apply(i));
        }
        return parts.size() == 1 ? parts.get(0) : "(" + String.join("+", parts) + ")";
    }

    private String range(int sheet, int column) {
        int last = Math.max(1, Math.min(mostRows, rows - sheet * mostRows)) + 1;
        String letter = TableSheet.letter(column);
        return "'" + sheets.get(sheet) + "'!$" + letter + "$2:$" + letter + "$" + last;
    }
}
