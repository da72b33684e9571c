package reckoner.document;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import net.sf.jasperreports.engine.JRException;
import net.sf.jasperreports.engine.DefaultJasperReportsContext;
import net.sf.jasperreports.renderers.util.RendererUtil;

/** Put the issuer's name, address and logo into the words of the layout. */
final class Brand {

    private Brand() {}

    static Map<String, Object> parameters(Branding branding) throws IOException {
        Map<String, Object> parameters = new HashMap<>();
        parameters.put("ISSUER", branding.issuer());
        parameters.put("ADDRESS", String.join("  ·  ", branding.address()));
        parameters.put("FOOTER", branding.footer());
        if (branding.logo() != null) {
            try {
                parameters.put("LOGO", RendererUtil.getInstance(DefaultJasperReportsContext.getInstance())
                        .getNonLazyRenderable(branding.logo().toString(), net.sf.jasperreports.engine.type.OnErrorTypeEnum.ERROR));
            } catch (JRException e) {
                throw new IOException("logo " + branding.logo() + " cannot be drawn: " + e.getMessage(), e);
            }
        }
        return parameters;
    }
}
