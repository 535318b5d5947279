package org.proofmark.scout.frontier;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What of a frontier waits, by host: counted, read ahead in short stretches, handed out. Addresses themselves stay where the
 * frontier keeps them. For one thread at a time: the frontier sees to that.
 */
public final class Hosts {
    /** How many addresses of a host are read at once. */
    private static final int AHEAD = 32;

    private final Function<Errand, String> host;
    private final Waiting addresses;
    private final Map<String, Integer> waiting = new HashMap<>();
    private final Map<String, Deque<Ready>> ahead = new HashMap<>();

    /** Errands handed out, and the host each was of when it was. */
    private final Map<Long, String> taken = new HashMap<>();

    private final Map<String, Integer> out = new HashMap<>();

    /**
     * An address to visit.
     *
     * @param urgency smaller is sooner; as it was when it was read
     */
    public record Ready(Errand errand, int urgency) {}

    /** Where addresses are kept. */
    public interface Waiting {
        /** The next addresses of a host, most urgent first, those handed out among them. */
        List<Ready> of(String host, int most);
    }

    /**
     * @param host which host an errand is of
     * @param addresses those that wait
     */
    public Hosts(Function<Errand, String> host, Waiting addresses) {
        this.host = host;
        this.addresses = addresses;
    }

    /** Begins anew with so many addresses of each host; what is handed out stays so. */
    public void count(Map<String, Integer> many) {
        ahead.clear();
        waiting.clear();
        waiting.putAll(many);
    }

    /** One more address of a host waits. */
    public void add(String host) {
        waiting.merge(host, 1, Integer::sum);
    }

    /** What is more urgent than what was read ahead is not kept waiting by it. */
    public void comeBefore(String host, Lead lead) {
        Deque<Ready> ready = ahead.get(host);
        if (ready != null
                && !ready.isEmpty()
                && lead.role() != Role.IMAGE
                && lead.role() != Role.PART
                && ready.getLast().urgency > lead.urgency()) {
            ahead.remove(host);
        }
    }

    /** An address of a host that waits is not what it was when it was read ahead. */
    public void changed(String host) {
        ahead.remove(host);
    }

    /** How many addresses of each host wait, those handed out among them. */
    public Map<String, Integer> waiting() {
        return Map.copyOf(waiting);
    }

    /** Hosts of which an address waits that is not handed out. */
    public Set<String> ready() {
        return waiting.entrySet().stream()
                .filter(host -> host.getValue() > out.getOrDefault(host.getKey(), 0))
                .map(Map.Entry::getKey)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** How many addresses wait, those handed out among them. */
    public long size() {
        return waiting.values().stream().mapToLong(Integer::longValue).sum();
    }

    /** Hands out the next address of a host, if there is one. */
    public Optional<Errand> next(String host) {
        Deque<Ready> ready = ahead.computeIfAbsent(host, any -> new ArrayDeque<>());
        if (ready.isEmpty()) {
            addresses.of(host, AHEAD + taken.size()).stream()
                    .filter(one -> !taken.containsKey(one.errand.id()))
                    .forEach(ready::add);
        }
        Optional<Errand> errand = Optional.ofNullable(ready.poll()).map(Ready::errand);
        errand.ifPresent(one -> {
            taken.put(one.id(), host);
            out.merge(host, 1, Integer::sum);
        });
        return errand;
    }

    /** Not visited after all: it is the next of its host. */
    public void giveBack(Errand errand) {
        ahead.computeIfAbsent(takeBack(errand), any -> new ArrayDeque<>())
                .addFirst(new Ready(errand, Integer.MIN_VALUE));
    }

    /** Visited: it waits no more. */
    public void done(Errand errand) {
        waiting.computeIfPresent(takeBack(errand), Hosts::oneLess);
    }

    private String takeBack(Errand errand) {
        String its = taken.remove(errand.id());
        if (its == null) {
            return host.apply(errand);
        }
        out.computeIfPresent(its, Hosts::oneLess);
        return its;
    }

    private static @Nullable Integer oneLess(String host, int count) {
        return count > 1 ? count - 1 : null;
    }
}
