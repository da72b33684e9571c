package reckoner.load;

/**
 * A line that could not become a row, or, where nothing of the file can be read, the place where reading ended.
 *
 * @param line physical line, the header included, from 1; 0 where the file as a whole is meant
 * @param column as the file names it; empty where the whole line is meant
 * @param value what stood there, with invisible characters escaped, at most 80 characters
 */
public record Rejection(long line, String column, String value, String reason, String remedy) {

    private static final int LONGEST_VALUE = 80;

    static Rejection of(long line, String column, CharSequence value, Fault fault) {
        return new Rejection(line, column, shown(value), fault.reason(), fault.remedy());
    }

    /** The value on one line: what a terminal, a log or a spreadsheet could take for an instruction is escaped. */
    public static String shown(CharSequence value) {
        StringBuilder text = new StringBuilder();
        int at = 0;
        while (at < value.length()) {
            int point = Character.codePointAt(value, at);
            at += Character.charCount(point);
            String next = isVisible(point) ? Character.toString(point) : "\\u%04X".formatted(point);
            if (text.length() + next.length() > LONGEST_VALUE - 1 && (at < value.length() || text.length() + next.length() > LONGEST_VALUE)) {
                return text.append('…').toString();
            }
            text.append(next);
        }
        return text.toString();
    }

    private static boolean isVisible(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL, Character.FORMAT, Character.SURROGATE, Character.UNASSIGNED, Character.PRIVATE_USE,
                    Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> false;
            case Character.SPACE_SEPARATOR -> point == ' ';
            default -> true;
        };
    }

    /** {@code 14: balance '1e3': reason. remedy}, to be put behind the file name. */
    @Override
    public String toString() {
        String place = column.isEmpty() ? "" : " " + column;
        String quoted = value.isEmpty() ? "" : " '" + value + "'";
        return (line == 0 ? "" : line + ":") + place + quoted + (place.isEmpty() && quoted.isEmpty() ? " " : ": ") + reason + ". " + remedy;
    }
}
