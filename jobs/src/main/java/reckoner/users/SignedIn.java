package reckoner.users;

import java.io.Serial;
import java.io.Serializable;
import java.security.Principal;

/**
 * Who is signed in.
 *
 * @param stamp of the user when that was; another one in the table ends the session
 */
public record SignedIn(int user, String name, Role role, int stamp) implements Principal, Serializable {

    @Serial
    private static final long serialVersionUID = 1;

    @Override
    public String getName() {
        return name;
    }

    /** Does this user see every account, and not only its own? */
    public boolean seesAll() {
        return role != Role.OPERATOR;
    }

    public boolean isAdmin() {
        return role == Role.ADMIN;
    }
}
