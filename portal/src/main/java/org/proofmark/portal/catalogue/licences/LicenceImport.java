package org.proofmark.portal.catalogue.licences;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.proofmark.portal.catalogue.CollectionId;
import org.proofmark.portal.catalogue.WorkId;
import org.proofmark.portal.identity.SignedIn;
import org.proofmark.portal.platform.Refused;
import org.proofmark.portal.platform.Sha256;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Licences from a table. What would be recorded is shown first; recording the same file again records nothing twice, because a
 * licence's id follows from the file and the line.
 */
@Service
@Transactional
public class LicenceImport {
    /** Bytes of a file. */
    public static final int LARGEST = CsvRow.LARGEST;

    /** Licences of a file. */
    public static final int MOST = CsvRow.MOST;

    private static final Set<String> EVERYTHING = Set.of("*", "all", "everything", "alle", "alles");

    private final NameStore called;
    private final Licences licences;

    LicenceImport(NameStore called, Licences licences) {
        this.called = called;
        this.licences = licences;
    }

    /** What becomes of one line. */
    public sealed interface Planned {
        /** Of the file, from 1. */
        int line();

        /** To be recorded. */
        record New(int line, LicenceId id, Terms terms, Covers covers) implements Planned {}

        /** Recorded before from this very file. */
        record There(int line, String licensee) implements Planned {}

        /** Not to be read. */
        record Bad(int line, String licensee, List<Refused> why) implements Planned {
            public Bad {
                why = List.copyOf(why);
            }
        }
    }

    /**
     * What becomes of a file.
     *
     * @param ignored names of columns that say nothing here
     */
    public record Plan(List<Planned> lines, List<String> ignored) {
        public Plan {
            lines = List.copyOf(lines);
            ignored = List.copyOf(ignored);
        }

        public List<Planned.New> made() {
            return only(Planned.New.class);
        }

        public List<Planned.There> there() {
            return only(Planned.There.class);
        }

        public List<Planned.Bad> bad() {
            return only(Planned.Bad.class);
        }

        private <T extends Planned> List<T> only(Class<T> kind) {
            return lines.stream().filter(kind::isInstance).map(kind::cast).toList();
        }
    }

    /** Reads a file and says what recording it would do; records nothing. */
    @Transactional(readOnly = true)
    public Plan plan(SignedIn by, byte[] file) {
        LicenceSheet sheet = LicenceSheet.read(file);
        Names names = names(by, sheet);
        Sha256 digest = Sha256.of(file);
        Map<Integer, LicenceId> ids = new HashMap<>();
        sheet.rows().forEach(row -> ids.put(row.line(), id(by, digest, row.line())));
        Set<LicenceId> there = called.those(by.holder(), ids.values());
        List<Planned> lines = sheet.rows().stream()
                .map(row -> planned(
                        row, ids.getOrDefault(row.line(), id(by, digest, row.line())), there, names, sheet.days()))
                .toList();
        return new Plan(lines, sheet.ignored());
    }

    private static LicenceId id(SignedIn by, Sha256 file, int line) {
        return new LicenceId(
                UUID.nameUUIDFromBytes((by.holder() + " " + file + " " + line).getBytes(StandardCharsets.UTF_8)));
    }

    private static Planned planned(
            LicenceSheet.Row row, LicenceId id, Set<LicenceId> there, Names names, WrittenDays days) {
        String licensee = row.written().licensee();
        if (there.contains(id)) {
            return new Planned.There(row.line(), licensee);
        }
        List<Refused> why = new ArrayList<>();
        Covers covers = names.covers(row, why);
        return switch (row.written().read(days::read)) {
            case WrittenTerms.Reading.Bad bad -> {
                List<Refused> all = new ArrayList<>(
                        bad.wrong().stream().map(WrittenTerms.Wrong::why).toList());
                all.addAll(why);
                yield new Planned.Bad(row.line(), licensee, all);
            }
            case WrittenTerms.Reading.Good good ->
                why.isEmpty()
                        ? new Planned.New(row.line(), id, good.terms(), covers)
                        : new Planned.Bad(row.line(), licensee, why);
        };
    }

    /**
     * Records what a file says, leaving out the lines that cannot be read.
     *
     * @return how many licences were recorded
     */
    public int record(SignedIn by, byte[] file) {
        List<Planned.New> made = plan(by, file).made();
        licences.recordAll(by, made);
        return made.size();
    }

    private Names names(SignedIn by, LicenceSheet sheet) {
        Set<String> asked = new HashSet<>();
        for (LicenceSheet.Row row : sheet.rows()) {
            row.photos().stream().flatMap(Names::spellings).forEach(asked::add);
        }
        return new Names(called.worksNamed(by.holder(), asked), called.collections(by.holder()));
    }

    /** What the names in a file mean. */
    private record Names(Map<String, Set<WorkId>> works, List<Choice> collections) {
        /** A name, and, where it has commas, the names between them: people write lists so. */
        static Stream<String> spellings(String written) {
            return Stream.concat(
                            Stream.of(written),
                            Arrays.stream(written.split(",", -1)).map(String::strip))
                    .map(Names::plain)
                    .filter(name -> !name.isEmpty());
        }

        static String plain(String name) {
            return name.toLowerCase(Locale.ROOT);
        }

        Covers covers(LicenceSheet.Row row, List<Refused> why) {
            if (row.photos().stream().map(Names::plain).anyMatch(EVERYTHING::contains)) {
                return Covers.all();
            }
            List<WorkId> named = new ArrayList<>();
            row.photos().forEach(written -> work(written, named, why));
            List<CollectionId> chosen = new ArrayList<>();
            row.collections().forEach(written -> collection(written, chosen, why));
            if (row.photos().isEmpty() && row.collections().isEmpty()) {
                why.add(Refused.invalid("refused.csvCovers"));
            }
            return covers(named, chosen, why);
        }

        private static Covers covers(List<WorkId> named, List<CollectionId> chosen, List<Refused> why) {
            try {
                return new Covers(false, named, chosen);
            } catch (Refused tooMany) {
                why.add(tooMany);
                return new Covers(false, List.of(), List.of());
            }
        }

        private void work(String written, List<WorkId> named, List<Refused> why) {
            boolean list = !works.containsKey(plain(written)) && written.contains(",");
            for (String name : list ? written.split(",", -1) : new String[] {written}) {
                Set<WorkId> meant = works.getOrDefault(plain(name.strip()), Set.of());
                if (meant.size() == 1) {
                    named.addAll(meant);
                } else if (!name.isBlank()) {
                    why.add(Refused.invalid(
                            meant.isEmpty() ? "refused.csvPhoto" : "refused.csvPhotos", name.strip(), meant.size()));
                }
            }
        }

        private void collection(String written, List<CollectionId> chosen, List<Refused> why) {
            List<Choice> meant = like(written, Choice::path);
            meant = meant.isEmpty() ? like(written, Choice::name) : meant;
            if (meant.size() == 1) {
                chosen.add(meant.getFirst().id());
            } else {
                why.add(Refused.invalid(
                        meant.isEmpty() ? "refused.csvCollection" : "refused.csvCollections", written, meant.size()));
            }
        }

        private List<Choice> like(String written, Function<Choice, String> name) {
            return collections.stream()
                    .filter(choice -> name.apply(choice).equalsIgnoreCase(written))
                    .toList();
        }
    }
}
