package org.proofmark.portal.catalogue;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.proofmark.portal.identity.SignedIn;
import org.proofmark.portal.platform.Audit;
import org.proofmark.portal.platform.Refused;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The subject list: the same for everyone here, kept by the administrator. */
@Service
@Transactional
public class Categories {
    private final JdbcClient sql;
    private final Audit audit;

    Categories(JdbcClient sql, Audit audit) {
        this.sql = sql;
        this.audit = audit;
    }

    /**
     * One subject.
     *
     * @param code lower-case letters, digits and hyphens; never changes
     */
    public record Category(String code, String english, String german) {
        public Category {
            if (!code.matches("[a-z0-9][a-z0-9-]{0,40}")) {
                throw Refused.invalid("refused.categoryCode");
            }
            if (english.isBlank() || german.isBlank() || english.length() > 100 || german.length() > 100) {
                throw Refused.invalid("refused.categoryName");
            }
        }

        /** Its name in a language. */
        public String name(Locale locale) {
            return locale.getLanguage().equals("de") ? german : english;
        }
    }

    public List<Category> all() {
        return sql.sql("select code, name_en, name_de from catalogue.category order by position, code")
                .query((row, number) ->
                        new Category(row.getString("code"), row.getString("name_en"), row.getString("name_de")))
                .list();
    }

    /** Adds a subject at the end, or renames the one of this code. */
    public void keep(SignedIn by, Category category) {
        sql.sql("""
                        insert into catalogue.category (code, name_en, name_de, position)
                        select :code, :english, :german, coalesce(max(position), 0) + 1 from catalogue.category
                        on conflict (code) do update set name_en = :english, name_de = :german
                        """)
                .param("code", category.code())
                .param("english", category.english().strip())
                .param("german", category.german().strip())
                .update();
        audit.note(Optional.of(by.person().value()), "category.kept", category.code(), category.english());
    }

    /** Removes a subject that no work has. */
    public void delete(SignedIn by, String code) {
        long used = sql.sql("select count(*) from catalogue.work where category = :code")
                .param("code", code)
                .query(Long.class)
                .single();
        if (used > 0) {
            throw new Refused(Refused.Kind.CONFLICT, "refused.categoryUsed", used);
        }
        sql.sql("delete from catalogue.category where code = :code")
                .param("code", code)
                .update();
        audit.note(Optional.of(by.person().value()), "category.deleted", code, "");
    }
}
