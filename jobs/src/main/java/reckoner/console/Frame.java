package reckoner.console;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.multipart.MultipartException;
import org.springframework.web.servlet.FlashMap;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.support.RequestContextUtils;
import org.springframework.web.servlet.view.RedirectView;
import reckoner.Failure;
import reckoner.users.SignedIn;

/**
 * What every page has: who is signed in, where it is, and what to say when it cannot be made. It comes before Spring's own words for
 * what is malformed, which repeat what was sent.
 */
@ControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
class Frame {

    private static final Logger LOG = LoggerFactory.getLogger("console");

    private final Confirmation confirmation;

    Frame(Confirmation confirmation) {
        this.confirmation = confirmation;
    }

    @ModelAttribute("me")
    @Nullable SignedIn me() {
        return Refusals.signedIn(SecurityContextHolder.getContext().getAuthentication()).orElse(null);
    }

    @ModelAttribute("here")
    String here(HttpServletRequest request) {
        return request.getRequestURI();
    }

    /** Of the forms of this page: sent twice they do once. */
    @ModelAttribute("key")
    String key() {
        return UUID.randomUUID().toString();
    }

    /** What a form has to ask for where its act weighs more. */
    @ModelAttribute("confirm")
    String confirm(HttpServletRequest request) {
        return confirmation.need(request).name().toLowerCase(Locale.ROOT);
    }

    /** An act that was refused: back to the form, with the reason; a question that was wrong: the reason. */
    @ExceptionHandler(Failure.class)
    @Nullable ModelAndView failed(Failure failure, HttpServletRequest request, HttpServletResponse response) throws IOException {
        Acts.refused(request, String.valueOf(failure.getMessage()));
        if (failure.category() == Failure.Category.BUG || failure.category() == Failure.Category.ENVIRONMENT) {
            LOG.error("{} {}", request.getMethod(), request.getRequestURI(), failure);
        }
        int status = switch (failure.category()) {
            case COMMAND, INPUT, SETTINGS -> 400;
            case BUSY -> 409;
            case ENVIRONMENT, BUG -> 500;
        };
        if (isApi(request)) {
            Problem.write(response, status, String.valueOf(failure.getMessage()));
            return null;
        }
        Optional<String> back = back(request);
        if (request.getMethod().equals("POST") && back.isPresent()) {
            FlashMap flash = RequestContextUtils.getOutputFlashMap(request);
            flash.put("problem", String.valueOf(failure.getMessage()));
            ModelAndView redirect = new ModelAndView(new RedirectView(back.get(), false, false, false));
            return redirect;
        }
        return page(response, status, String.valueOf(failure.getMessage()));
    }

    @ExceptionHandler({Access.NotFound.class, org.springframework.web.servlet.resource.NoResourceFoundException.class})
    @Nullable ModelAndView notFound(Exception why, HttpServletRequest request, HttpServletResponse response) throws IOException {
        Acts.refused(request, "not found: " + why.getMessage());
        return answer(request, response, 404, "There is nothing here by that name.");
    }

    @ExceptionHandler(Downloads.TooMany.class)
    @Nullable ModelAndView tooMany(Downloads.TooMany why, HttpServletRequest request, HttpServletResponse response) throws IOException {
        Acts.refused(request, String.valueOf(why.getMessage()));
        return answer(request, response, 429, String.valueOf(why.getMessage()));
    }

    @ExceptionHandler({MethodArgumentTypeMismatchException.class, MissingServletRequestParameterException.class, MultipartException.class,
        HttpMessageNotReadableException.class, org.springframework.web.multipart.support.MissingServletRequestPartException.class,
        org.springframework.web.HttpMediaTypeNotSupportedException.class})
    @Nullable ModelAndView malformed(Exception why, HttpServletRequest request, HttpServletResponse response) throws IOException {
        int status = why instanceof org.springframework.web.multipart.MaxUploadSizeExceededException ? 413
                : why instanceof org.springframework.web.HttpMediaTypeNotSupportedException ? 415 : 400;
        Acts.refused(request, why.getClass().getSimpleName());
        return answer(request, response, status, status == 413 ? "This file is too large." : "A value of this address or form is not what it must be.");
    }

    @ExceptionHandler(Exception.class)
    @Nullable ModelAndView broken(Exception why, HttpServletRequest request, HttpServletResponse response) throws Exception {
        if (response.isCommitted() || why instanceof org.springframework.security.access.AccessDeniedException) {
            throw why;
        }
        if (why instanceof org.springframework.web.ErrorResponse known) {
            Acts.refused(request, why.getClass().getSimpleName());
            return answer(request, response, known.getStatusCode().value(), "This is not how it is asked for here.");
        }
        LOG.error("{} {}", request.getMethod(), request.getRequestURI(), why);
        Acts.failed(request, why.getClass().getSimpleName());
        return answer(request, response, 500, "This could not be done. Nothing is half applied. The details are in logs/ of the home, at this minute.");
    }

    private static @Nullable ModelAndView answer(HttpServletRequest request, HttpServletResponse response, int status, String words) throws IOException {
        if (isApi(request)) {
            Problem.write(response, status, words);
            return null;
        }
        return page(response, status, words);
    }

    private static ModelAndView page(HttpServletResponse response, int status, String words) {
        response.setStatus(status);
        ModelAndView page = new ModelAndView("error", Map.of("status", status, "words", words, "here", ""));
        Refusals.signedIn(SecurityContextHolder.getContext().getAuthentication()).ifPresent(me -> page.addObject("me", me));
        return page;
    }

    private static boolean isApi(HttpServletRequest request) {
        return request.getRequestURI().startsWith("/api/") || request.getRequestURI().endsWith(".json");
    }

    /** The page that the form is on; only one of ours. */
    private static Optional<String> back(HttpServletRequest request) {
        try {
            String referer = request.getHeader("Referer");
            URI page = referer == null ? null : URI.create(referer);
            if (page == null || page.getRawPath() == null || !request.getHeader("Host").equals(page.getRawAuthority())) {
                return Optional.empty();
            }
            return Optional.of(page.getRawPath() + (page.getRawQuery() == null ? "" : "?" + page.getRawQuery()));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
