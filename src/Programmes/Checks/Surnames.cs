namespace Uramost.Programmes.Checks;

/// <summary>Long surnames that are common in the region, folded: a name that differs from exactly one of them by a single letter is asked about.</summary>
internal static class Surnames
{
    /// <summary>The surnames.</summary>
    public static readonly IReadOnlySet<string> Common = new HashSet<string>(
    [
        "aleksic", "andjelkovic", "antonijevic", "arsenijevic", "avramovic", "blagojevic", "bogdanovic", "bosnjakovic", "cvetkovic", "dimitrijevic", "djordjevic", "djurdjevic", "djurovic", "gavrilovic", "gjorgjevic",
        "gligorijevic", "grujicic", "ivanovic", "jakovljevic", "jankovic", "jevtovic", "jovanovic", "jovicevic", "kostadinovic", "kovacevic", "krivokapic", "lazarevic", "lukovic", "maksimovic", "marinkovic", "markovic",
        "martinovic", "mihajlovic", "milanovic", "milenkovic", "miletic", "milivojevic", "milosavljevic", "milosevic", "milovanovic", "milutinovic", "mitrovic", "mladenovic", "nedeljkovic", "nikolic", "obradovic", "ognjenovic",
        "pantelic", "paunovic", "pavlovic", "petkovic", "petrovic", "popovic", "radenkovic", "radivojevic", "radojevic", "radosavljevic", "radovanovic", "ristic", "savicevic", "simonovic", "spasojevic", "stamenkovic", "stanisavljevic",
        "stankovic", "stefanovic", "stevanovic", "stojanovic", "stojiljkovic", "todorovic", "trajkovic", "urosevic", "vasiljevic", "veselinovic", "vojinovic", "vucicevic", "vujosevic", "vukasinovic", "zdravkovic", "zivanovic", "zivkovic",
        "berisha", "bajrami", "gashi", "haliti", "hoxhaj", "ibrahimi", "krasniqi", "mehmeti", "mustafa", "osmani", "ramadani", "rexhepi", "selimaj", "shabani", "sejdiu", "thaqi", "zeqiri", "kelmendi", "jashari", "hasani", "hajdari", "bytyqi",
    ]);
}
