namespace Uramost.Bench;

/// <summary>Names as they are borne in Kosovo and Serbia, for people who do not exist.</summary>
internal static class Names
{
    private static readonly string[] AlbanianGiven =
    [
        "Arben", "Ardian", "Arta", "Besa", "Besnik", "Blerim", "Blerta", "Burim", "Dafina", "Donika", "Dren", "Drita", "Edona", "Egzon", "Elira", "Fatmir", "Fjolla", "Flamur", "Gent", "Gëzim", "Hana",
        "Ilir", "Jehona", "Kaltrina", "Kushtrim", "Leotrim", "Liridon", "Lulzim", "Majlinda", "Mimoza", "Nita", "Petrit", "Rrezarta", "Shkëlqim", "Shpresa", "Teuta", "Valdrin", "Vjosa", "Xhevat", "Yllka", "Zana",
    ];

    private static readonly string[] AlbanianFamily =
    [
        "Krasniqi", "Gashi", "Berisha", "Shala", "Hoxha", "Morina", "Thaçi", "Bytyqi", "Rexhepi", "Kelmendi", "Hyseni", "Avdiu", "Zeqiri", "Ahmeti", "Osmani", "Rugova", "Çitaku", "Dervishi", "Elshani", "Fetahu",
        "Gjonaj", "Haliti", "Islami", "Jashari", "Kastrati", "Latifi", "Mustafa", "Ndrecaj", "Pllana", "Qosja", "Rrahmani", "Selimi", "Shabani", "Tahiri", "Ukaj", "Veseli", "Xhaferi", "Ymeri", "Zogaj", "Buçinca",
    ];

    private static readonly string[] SerbianGiven =
    [
        "Aleksandar", "Ana", "Biljana", "Bojan", "Branislav", "Dejan", "Dragana", "Dušan", "Đorđe", "Goran", "Ivana", "Jasmina", "Jelena", "Jovan", "Katarina", "Ljiljana", "Marko", "Milena", "Milica", "Miloš", "Mirjana",
        "Nebojša", "Nemanja", "Nenad", "Nikola", "Olivera", "Petar", "Radmila", "Saša", "Slađana", "Snežana", "Stefan", "Tamara", "Uroš", "Vesna", "Vladimir", "Zoran", "Žarko", "Željko", "Čedomir", "Ćirilo",
    ];

    private static readonly string[] SerbianFamily =
    [
        "Petrović", "Jovanović", "Nikolić", "Marković", "Đorđević", "Stojanović", "Ilić", "Stanković", "Pavlović", "Milošević", "Kovačević", "Živković", "Radosavljević", "Simić", "Todorović", "Savić", "Kostić", "Lazarević",
        "Mitrović", "Anđelković", "Bogdanović", "Cvetković", "Dimitrijević", "Filipović", "Gavrilović", "Hristić", "Jakšić", "Knežević", "Lukić", "Maksimović", "Nedeljković", "Obradović", "Perić", "Ristić", "Šarić", "Tasić",
        "Urošević", "Vučković", "Zdravković", "Čolić",
    ];

    /// <summary>A name: of one community or the other, the Serbian one sometimes in Cyrillic script; now and then two family names.</summary>
    public static (string Given, string Family) Of(Random random)
    {
        var albanian = random.Next(2) == 0;
        var (given, family) = albanian ? (Any(random, AlbanianGiven), Any(random, AlbanianFamily)) : (Any(random, SerbianGiven), Any(random, SerbianFamily));
        if (random.Next(12) == 0) family = $"{family}-{(albanian ? Any(random, AlbanianFamily) : Any(random, SerbianFamily))}";
        return !albanian && random.Next(3) == 0 ? (Platform.Language.SerbianScript.ToCyrillic(given), Platform.Language.SerbianScript.ToCyrillic(family)) : (given, family);
    }

    private static string Any(Random random, string[] names) => names[random.Next(names.Length)];
}
