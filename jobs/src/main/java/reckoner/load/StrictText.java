package reckoner.load;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;

/**
 * Bytes to characters without mercy: what the encoding does not know, NUL, mixed line ends and endless lines end the
 * reading with their line. One byte order mark is taken off.
 */
final class StrictText extends Reader {

    /** The longest line, in characters. */
    static final int LONGEST_LINE = 64 * 1024;

    private final InputStream in;
    private final CharsetDecoder decoder;
    private final ByteBuffer bytes = ByteBuffer.allocate(64 * 1024).limit(0);
    private final char separator;
    private final char quote;
    private boolean started;
    private boolean ended;
    private boolean insideQuotes;
    private boolean afterReturn;
    private String lineEnd = "";
    private char last;
    private long line = 1;
    private long position;
    private long lineStart;
    private long closedAt = -2;

    StrictText(InputStream in, Charset charset, char separator, char quote) {
        this.in = in;
        this.separator = separator;
        this.quote = quote;
        this.decoder = charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
    }

    /** The line that the last character read stands on, from 1. */
    long line() {
        return line;
    }

    /** After the end: is the last line without a line end? */
    boolean isCut() {
        return position > 0 && last != '\n' && !(last == '\r' && lineEnd.equals("CR"));
    }

    /** After the end: was a quote opened and never closed? */
    boolean isInsideQuotes() {
        return insideQuotes;
    }

    @Override
    public int read(char[] target, int offset, int length) throws IOException {
        CharBuffer chars = CharBuffer.wrap(target, offset, length).slice();
        while (chars.position() == 0) {
            if (ended) {
                return -1;
            }
            decode(chars);
            if (!started && chars.position() > 0) {
                started = true;
                if (chars.get(0) == '\uFEFF') {
                    System.arraycopy(target, offset + 1, target, offset, chars.position() - 1);
                    chars.position(chars.position() - 1);
                }
            }
        }
        inspect(target, offset, chars.position());
        return chars.position();
    }

    private void decode(CharBuffer chars) throws IOException {
        CoderResult result = decoder.decode(bytes, chars, false);
        if (result.isError()) {
            throw undecodable(chars);
        }
        if (result.isOverflow() || chars.position() > 0) {
            return;
        }
        bytes.compact();
        int count = in.read(bytes.array(), bytes.position(), bytes.remaining());
        bytes.position(bytes.position() + Math.max(count, 0)).flip();
        if (count < 0) {
            if (decoder.decode(bytes, chars, true).isError()) {
                throw undecodable(chars);
            }
            ended = true;
        }
    }

    private Unreadable undecodable(CharBuffer chars) {
        inspect(chars.array(), chars.arrayOffset(), chars.position());
        int wrong = bytes.get(bytes.position()) & 0xFF;
        return new Unreadable(line, "has the byte 0x%02X, which is no %s".formatted(wrong, decoder.charset().name()),
                "Save the file as UTF-8, or name its encoding in config/feeds.yaml");
    }

    private void inspect(char[] text, int offset, int count) {
        char mark = quote;
        for (int i = 0; i < count; i++) {
            char c = text[offset + i];
            if (afterReturn) {
                afterReturn = false;
                endOfLine(c == '\n' ? "CRLF" : "CR");
                if (c == '\n') {
                    lineStart++;
                    continue;
                }
            }
            if (c > '\r' && c != mark) {
                continue;
            }
            if (c == '\n') {
                startLine(position + i + 1);
                endOfLine("LF");
            } else if (c == '\r') {
                startLine(position + i + 1);
                afterReturn = true;
            } else if (c == 0) {
                throw new Unreadable(line, "has a NUL character", "The file is damaged or no text; ask for it again");
            } else if (c == mark) {
                quoteAt(position + i, i > 0 ? text[offset + i - 1] : last);
            }
        }
        if (count > 0) {
            last = text[offset + count - 1];
            position += count;
            limit(position);
        }
    }

    /** A quote opens at the start of a field only, or doubles the one that just closed. */
    private void quoteAt(long place, char before) {
        if (insideQuotes) {
            insideQuotes = false;
            closedAt = place;
        } else {
            insideQuotes = place == lineStart || before == separator || closedAt == place - 1;
        }
    }

    private void startLine(long start) {
        limit(start);
        line++;
        lineStart = start;
    }

    private void endOfLine(String kind) {
        if (insideQuotes) {
            return;
        }
        if (lineEnd.isEmpty()) {
            lineEnd = kind;
        } else if (!lineEnd.equals(kind)) {
            throw new Unreadable(line - 1, "ends with " + kind + " where earlier lines end with " + lineEnd,
                    "Use one kind of line end in the whole file");
        }
    }

    private void limit(long end) {
        if (end - lineStart > LONGEST_LINE) {
            throw new Unreadable(line, "is longer than " + LONGEST_LINE + " characters",
                    "This is no line of a feed; check the line ends and the quotes");
        }
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
