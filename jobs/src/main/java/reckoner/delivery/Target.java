package reckoner.delivery;

import java.util.Locale;

/** How a statement reaches its reader. */
enum Target {
    MAIL,
    FOLDER;

    String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
