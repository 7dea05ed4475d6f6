package dev.spinlab.results.report;

import dev.spinlab.results.claims.Claim;
import dev.spinlab.results.claims.Claims;
import dev.spinlab.results.claims.ClaimsColumn;
import java.util.ArrayList;
import java.util.List;

/** The claims: a line each on the first screen, and in full. */
final class ClaimsSection {
    private final Claims claims;

    ClaimsSection(Claims claims) {
        this.claims = claims;
    }

    /** A line per claim, cut where there is no room; the whole text is in the full table. */
    void writeBrief(Html html) {
        html.open("p", "class", "summary").text(claims.summary() + " ");
        html.element("a", "In full", "href", "#claims-full").close("p");
        html.open("div", "class", "wide scroll", "role", "region", "tabindex", "0", "aria-labelledby", "claims");
        html.open("table", "class", "brief").element("caption", "Claims in brief", "class", "heard");
        head(html, List.of("", "claim", "here", "real kernel"));
        for (Claim claim : claims.claims()) {
            html.open("tr", "class", claim.holds() ? "holds" : "fails");
            html.open("td").element("span", claim.holds() ? "✓" : "✗", "aria-hidden", "true");
            html.element("span", holds(claim), "class", "heard").close("td");
            html.element("th", claim.number() + " " + claim.sentence(), "scope", "row", "title", claim.sentence());
            html.element("td", claim.ours(), "title", claim.ours());
            html.element("td", kernel(claim), "title", kernel(claim)).close("tr");
        }
        html.close("tbody").close("table").close("div");
    }

    /** Everything that is known of each. */
    void writeFull(Html html) {
        html.open("section", "aria-labelledby", "claims-full").element("h2", "Claims in full", "id", "claims-full");
        html.element("p", claims.summary() + " Tested " + claims.started() + " with seed " + claims.seed() + ":");
        html.open("p").element("code", claims.command()).close("p");
        html.open("div", "class", "wide", "role", "region", "tabindex", "0", "aria-labelledby", "claims-full");
        html.open("table", "class", "reading").element("caption", "Each claim with its test and figures");
        ClaimsColumn column = claims.column();
        List<String> heads =
                new ArrayList<>(List.of("no.", "claim", "holds?", "here", "real kernel", "tested by", "source"));
        if (column != null) {
            heads.add(heads.indexOf("real kernel"), column.title());
        }
        head(html, heads);
        for (Claim claim : claims.claims()) {
            html.open("tr", "class", claim.holds() ? "holds" : "refuses");
            html.element("td", Integer.toString(claim.number()));
            html.element("th", claim.sentence(), "scope", "row");
            html.element("td", holds(claim)).element("td", claim.ours());
            if (column != null) {
                html.element("td", column.cell(claim.number()));
            }
            html.element("td", kernel(claim))
                    .element("td", claim.test())
                    .element("td", claim.source())
                    .close("tr");
        }
        html.close("tbody").close("table").close("div").close("section");
    }

    private static void head(Html html, List<String> heads) {
        html.open("thead").open("tr");
        for (String head : heads) {
            if (head.isEmpty()) {
                html.open("th", "scope", "col")
                        .element("span", "holds?", "class", "heard")
                        .close("th");
            } else {
                html.element("th", head, "scope", "col");
            }
        }
        html.close("tr").close("thead").open("tbody");
    }

    private static String holds(Claim claim) {
        return claim.holds() ? "holds" : "does not hold";
    }

    private static String kernel(Claim claim) {
        return claim.kernel() == null ? "not measured" : claim.kernel();
    }
}
