package org.proofmark.portal.discovery;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How a site is treated.
 *
 * @param least rest between two requests, at the least
 * @param times so many times as long as the last answer took
 * @param asked the rest its robots.txt asks for; zero if it asks for none
 * @param overloads how often in a row it last said that it is overloaded
 * @param resting until when it rests; nothing if it may be asked now
 */
public record Manners(Duration least, int times, Duration asked, int overloads, Optional<Instant> resting) {}
