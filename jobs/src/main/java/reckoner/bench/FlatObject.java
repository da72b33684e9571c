package reckoner.bench;

import java.util.LinkedHashMap;
import java.util.Map;

/** One JSON object without anything nested, read by the letter of RFC 8259; the second reader of JSON Lines. */
final class FlatObject {

    private final String text;
    private int at;

    FlatObject(String text) {
        this.text = text;
    }

    /** Names and values; null is empty, a number is the characters that stand there. */
    Map<String, String> read() {
        Map<String, String> values = new LinkedHashMap<>();
        space();
        expect('{');
        space();
        while (true) {
            String name = string();
            space();
            expect(':');
            space();
            if (values.put(name, value()) != null) {
                throw wrong("the name '" + name + "' twice");
            }
            space();
            if (peek() == '}') {
                at++;
                space();
                if (at != text.length()) {
                    throw wrong("something behind the object");
                }
                return values;
            }
            expect(',');
            space();
        }
    }

    private String value() {
        if (peek() == '"') {
            return string();
        }
        int start = at;
        while (at < text.length() && ",} \t\r".indexOf(text.charAt(at)) < 0) {
            at++;
        }
        String word = text.substring(start, at);
        if (word.equals("null")) {
            return "";
        }
        if (!word.matches("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][-+]?[0-9]+)?")) {
            throw wrong("no value: " + word);
        }
        return word;
    }

    private String string() {
        expect('"');
        StringBuilder value = new StringBuilder();
        while (peek() != '"') {
            char c = text.charAt(at++);
            if (c < ' ') {
                throw wrong("a control character in a string");
            }
            value.append(c == '\\' ? escaped() : c);
        }
        at++;
        return value.toString();
    }

    private char escaped() {
        char c = peek();
        at++;
        int plain = "\"\\/bfnrt".indexOf(c);
        if (plain >= 0) {
            return "\"\\/\b\f\n\r\t".charAt(plain);
        }
        String hex = text.substring(at, at + 4);
        if (c != 'u' || !hex.matches("[0-9A-Fa-f]{4}")) {
            throw wrong("an escape that is none");
        }
        at += 4;
        return (char) Integer.parseInt(hex, 16);
    }

    private void space() {
        while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }

    private char peek() {
        if (at >= text.length()) {
            throw wrong("an early end");
        }
        return text.charAt(at);
    }

    private void expect(char c) {
        if (peek() != c) {
            throw wrong("no '" + c + "'");
        }
        at++;
    }

    private IllegalStateException wrong(String what) {
        return new IllegalStateException(what + " at " + at + " of " + text);
    }
}
