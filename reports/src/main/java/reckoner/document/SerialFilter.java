package reckoner.document;

import java.io.ObjectInputFilter;

/**
 * What may become an object out of serialised Java in this process: layouts and filled pages of JasperReports, the charts on them, and the plain
 * values that they hold. Nothing else here is kept that way, so anything else is somebody's attempt.
 */
public final class SerialFilter {

    /** Depth, references and array lengths are some times those of our layouts. */
    static final ObjectInputFilter ALLOWED = ObjectInputFilter.Config.createFilter("maxdepth=100;maxrefs=2000000;maxarray=10000000;"
            + "java.base/java.lang.*;java.base/java.util.*;java.base/java.math.*;java.base/java.text.*;java.base/java.time.*;java.sql/java.sql.*;"
            + "java.desktop/java.awt.*;java.desktop/java.awt.geom.*;java.desktop/java.awt.font.*;java.desktop/javax.swing.event.*;net.sf.jasperreports.**;org.jfree.**;reckoner.document.*;!*");

    private SerialFilter() {}

    /** Put it before every reading of an object in this process, unless whoever started Java has set one ({@code jdk.serialFilter}). */
    public static synchronized void install() {
        if (ObjectInputFilter.Config.getSerialFilter() == null) {
            ObjectInputFilter.Config.setSerialFilter(ALLOWED);
        }
    }
}
