package org.proofmark.portal.matching.alerts.web;

import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.proofmark.portal.identity.Allow;
import org.proofmark.portal.identity.Role;
import org.proofmark.portal.identity.SignedIn;
import org.proofmark.portal.matching.Asked;
import org.proofmark.portal.matching.alerts.Delivery;
import org.proofmark.portal.matching.alerts.DeliveryId;
import org.proofmark.portal.matching.alerts.Digests;
import org.proofmark.portal.matching.alerts.Every;
import org.proofmark.portal.matching.alerts.Feed;
import org.proofmark.portal.matching.alerts.FeedId;
import org.proofmark.portal.matching.alerts.Feeds;
import org.proofmark.portal.matching.alerts.Happening;
import org.proofmark.portal.matching.alerts.ViewId;
import org.proofmark.portal.matching.alerts.Views;
import org.proofmark.portal.matching.alerts.Webhook;
import org.proofmark.portal.matching.alerts.WebhookId;
import org.proofmark.portal.matching.alerts.Webhooks;
import org.proofmark.portal.platform.Addresses;
import org.proofmark.portal.platform.Refusals;
import org.proofmark.portal.platform.Refused;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** How one is told of matches: the digest, the webhooks, the feeds. */
@Controller
@Allow(Role.CREATOR)
class AlertPages {
    private final Digests digests;
    private final Webhooks webhooks;
    private final Feeds feeds;
    private final Views views;
    private final Addresses addresses;
    private final Refusals refusals;

    AlertPages(Digests digests, Webhooks webhooks, Feeds feeds, Views views, Addresses addresses, Refusals refusals) {
        this.digests = digests;
        this.webhooks = webhooks;
        this.feeds = feeds;
        this.views = views;
        this.addresses = addresses;
        this.refusals = refusals;
    }

    /** What was typed for a new webhook. */
    record Typed(String name, String address, Set<Happening> events) {
        static final Typed NOTHING = new Typed("", "", Set.of(Happening.MATCH_FOUND));
    }

    @GetMapping("/alerts")
    ModelAndView alerts(@AuthenticationPrincipal SignedIn me) {
        return page(me, Typed.NOTHING, "", "");
    }

    /** @param every {@code off}, {@code daily}, {@code weekly} */
    @PostMapping("/alerts/digest")
    String digest(@AuthenticationPrincipal SignedIn me, @RequestParam String every) {
        digests.want(me, every.equals("off") ? Optional.empty() : Optional.of(Every.parse(every)));
        return "redirect:/alerts?saved";
    }

    @PostMapping("/alerts/webhooks")
    ModelAndView hook(
            @AuthenticationPrincipal SignedIn me,
            @RequestParam String name,
            @RequestParam String address,
            @RequestParam(required = false) @Nullable List<String> events,
            HttpServletResponse response,
            Locale locale) {
        Set<Happening> chosen = Set.of();
        try {
            chosen = happenings(events);
            Webhooks.Made made =
                    webhooks.make(me, new WebhookId(UUID.randomUUID()), new Webhooks.Wish(name, address, chosen));
            response.setHeader("Cache-Control", "no-store");
            return hookPage(me, made.webhook(), made.secret().orElse(""), Optional.empty());
        } catch (Refused refused) {
            return refusals.again(page(me, new Typed(name, address, chosen), "", ""), refused, response, locale);
        }
    }

    private static Set<Happening> happenings(@Nullable List<String> events) {
        return events == null ? Set.of() : events.stream().map(Happening::parse).collect(Collectors.toSet());
    }

    @GetMapping("/alerts/webhooks/{hook}")
    ModelAndView hook(
            @AuthenticationPrincipal SignedIn me,
            @PathVariable WebhookId hook,
            @RequestParam(required = false) @Nullable DeliveryId after) {
        return hookPage(me, webhooks.find(me, hook), "", Optional.ofNullable(after));
    }

    @PostMapping("/alerts/webhooks/{hook}")
    ModelAndView change(
            @AuthenticationPrincipal SignedIn me,
            @PathVariable WebhookId hook,
            @RequestParam String name,
            @RequestParam String address,
            @RequestParam(required = false) @Nullable List<String> events,
            @RequestParam(defaultValue = "false") boolean paused,
            @RequestParam int version,
            HttpServletResponse response,
            Locale locale) {
        Webhook old = webhooks.find(me, hook);
        try {
            Webhooks.Wish wish = new Webhooks.Wish(name, address, happenings(events));
            webhooks.change(me, hook, wish, paused, version);
            return new ModelAndView("redirect:/alerts/webhooks/" + hook + "?saved");
        } catch (Refused refused) {
            return refusals.again(hookPage(me, old, "", Optional.empty()), refused, response, locale);
        }
    }

    @PostMapping("/alerts/webhooks/{hook}/secret")
    ModelAndView secret(
            @AuthenticationPrincipal SignedIn me, @PathVariable WebhookId hook, HttpServletResponse response) {
        String secret = webhooks.renew(me, hook);
        response.setHeader("Cache-Control", "no-store");
        return hookPage(me, webhooks.find(me, hook), secret, Optional.empty());
    }

    @PostMapping("/alerts/webhooks/{hook}/test")
    String test(@AuthenticationPrincipal SignedIn me, @PathVariable WebhookId hook) {
        return "redirect:/alerts/deliveries/" + webhooks.test(me, hook);
    }

    @PostMapping("/alerts/webhooks/{hook}/deletion")
    String delete(@AuthenticationPrincipal SignedIn me, @PathVariable WebhookId hook) {
        webhooks.delete(me, hook);
        return "redirect:/alerts?saved";
    }

    @GetMapping("/alerts/deliveries/{delivery}")
    ModelAndView delivery(@AuthenticationPrincipal SignedIn me, @PathVariable DeliveryId delivery) {
        Delivery.Story story = webhooks.delivery(me, delivery);
        return new ModelAndView(
                "delivery",
                Map.of(
                        "story",
                        story,
                        "one",
                        story.delivery(),
                        "hook",
                        webhooks.find(me, story.delivery().webhook())));
    }

    @PostMapping("/alerts/deliveries/{delivery}/again")
    String again(@AuthenticationPrincipal SignedIn me, @PathVariable DeliveryId delivery) {
        webhooks.again(me, delivery);
        return "redirect:/alerts/deliveries/" + delivery;
    }

    /** @param view which matches: a saved view's id, or "" for all that wait for a verdict */
    @PostMapping("/alerts/feeds")
    ModelAndView feed(
            @AuthenticationPrincipal SignedIn me,
            @RequestParam String name,
            @RequestParam(defaultValue = "") String view,
            HttpServletResponse response,
            Locale locale) {
        try {
            String query = view.isEmpty() ? "" : views.find(me, view(view)).query();
            Feeds.Made made = feeds.make(me, new FeedId(UUID.randomUUID()), name, Asked.parse(query));
            return told(me, made.feed(), made.secret().orElse(""), response);
        } catch (Refused refused) {
            return refusals.again(page(me, Typed.NOTHING, "", name), refused, response, locale);
        }
    }

    private static ViewId view(String id) {
        try {
            return ViewId.of(id);
        } catch (IllegalArgumentException odd) {
            throw Refused.invalid("refused.value", "view");
        }
    }

    @PostMapping("/alerts/feeds/{feed}/address")
    ModelAndView renew(@AuthenticationPrincipal SignedIn me, @PathVariable FeedId feed, HttpServletResponse response) {
        String secret = feeds.renew(me, feed);
        return told(me, feeds.find(me, feed), secret, response);
    }

    @PostMapping("/alerts/feeds/{feed}/deletion")
    String delete(@AuthenticationPrincipal SignedIn me, @PathVariable FeedId feed) {
        feeds.delete(me, feed);
        return "redirect:/alerts?saved";
    }

    private ModelAndView told(SignedIn me, Feed feed, String secret, HttpServletResponse response) {
        response.setHeader("Cache-Control", "no-store");
        ModelAndView page = page(me, Typed.NOTHING, addresses.of("/feeds/" + secret), "");
        page.addObject("told", feed);
        return page;
    }

    private ModelAndView hookPage(SignedIn me, Webhook hook, String secret, Optional<DeliveryId> after) {
        List<Delivery> log = webhooks.deliveries(me, hook.id(), after, Webhooks.MOST_SHOWN);
        Map<String, Object> model = new HashMap<>();
        model.put("hook", hook);
        model.put("happenings", Arrays.asList(Happening.values()));
        model.put("secret", secret);
        model.put("log", log);
        model.put(
                "next",
                log.size() < Webhooks.MOST_SHOWN ? "" : log.getLast().id().toString());
        model.put("errors", List.of());
        return new ModelAndView("webhook", model);
    }

    private ModelAndView page(SignedIn me, Typed typed, String feedAddress, String feedName) {
        Optional<Digests.Standing> digest = digests.of(me);
        Map<String, Object> model = new HashMap<>();
        model.put("every", digest.map(one -> one.every().word()).orElse("off"));
        model.put("nextDigest", digest.map(Digests.Standing::next).orElse(null));
        model.put("mails", digests.possible());
        model.put("hooks", webhooks.of(me));
        model.put("happenings", Arrays.asList(Happening.values()));
        model.put("typed", typed);
        model.put("feeds", feeds.of(me));
        model.put("feedAddress", feedAddress);
        model.put("feedName", feedName);
        model.put("views", views.of(me));
        model.put("told", null);
        model.put("errors", List.of());
        return new ModelAndView("alerts", model);
    }
}
