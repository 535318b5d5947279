package org.proofmark.portal.identity.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.util.List;
import org.proofmark.portal.identity.Allow;
import org.proofmark.portal.identity.Sessions;
import org.proofmark.portal.identity.SignedIn;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Where one is signed in, for programs. */
@RestController
@RequestMapping("/api/v1/me/sessions")
@Allow(signedIn = true)
class SessionApi {
    private final SessionList list;
    private final Sessions sessions;

    SessionApi(SessionList list, Sessions sessions) {
        this.list = list;
        this.sessions = sessions;
    }

    /** The sessions of a person. */
    @Schema(name = "SessionList")
    record Shown(List<SessionList.One> sessions) {}

    /** The session of a call; none where it came with a key. */
    static String here(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        return session == null ? "" : session.getId();
    }

    @GetMapping
    @Operation(summary = "Where one is signed in")
    Shown all(@AuthenticationPrincipal SignedIn me, HttpServletRequest request) {
        return new Shown(list.of(me.person(), here(request)));
    }

    @DeleteMapping
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "End all sessions but the one that asks")
    void endOthers(@AuthenticationPrincipal SignedIn me, HttpServletRequest request) {
        sessions.signOutElsewhere(me, here(request));
    }

    @DeleteMapping("/{key}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "End one session")
    void end(@AuthenticationPrincipal SignedIn me, @PathVariable String key) {
        list.end(me, key);
    }
}
