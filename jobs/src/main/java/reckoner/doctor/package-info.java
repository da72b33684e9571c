/**
 * Looks at what the programs stand on, before it breaks: Java, fonts, disk, rights, clock, and the settings of the database
 * that decide whether what was acknowledged is still there after a power cut. Changes nothing, and says of everything that is not
 * as it should be what to do. How runs and schedule are doing is told by the console's health page.
 */
@NullMarked
package reckoner.doctor;

import org.jspecify.annotations.NullMarked;
