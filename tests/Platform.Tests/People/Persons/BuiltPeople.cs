using Uramost.Platform.Language;
using Uramost.Platform.People.Persons;

namespace Uramost.Platform.Tests.People.Persons;

/// <summary>
/// A built set of people as the field's lists hold them: Albanian and Serbian names, a few of them very common and many
/// rare; households that share a family name, a municipality and often a telephone; namesakes; brothers and sisters whose
/// names differ by one letter; and second records of the same person, written otherwise and with other gaps.
/// </summary>
internal sealed class BuiltPeople
{
    private static readonly string[] AlbanianMen = Split("Arben Agim Besnik Bekim Driton Fatmir Ilir Valon Shpëtim Liridon Burim Arsim Blerim Naim Nexhat Visar Gent Agron Enver Hysen Skënder Rexhep Xhevat Muhamet Bujar Luan Artan Endrit Lulzim Mentor Petrit Ramadan Sabri Sami Vehbi Zenel Ardian Afrim Avni Bajram Behar Dardan Edon Egzon Faton Florim Granit Hajdin Ismet Jeton Kushtrim Labinot Mergim Nazmi Orhan Përparim Qëndrim Rinor Sokol Tahir Ukshin Valdet Xhemajl Ylber Zef Gjergj Gjon Mark Pal Fitim Arbër Alban Milot Armend");
    private static readonly string[] AlbanianWomen = Split("Arta Arbenita Blerta Besa Drita Fatime Flora Hatixhe Ilirjana Jehona Kaltrina Lindita Mimoza Nora Pranvera Qëndresa Rina Shpresa Teuta Valbona Vjosa Xhevahire Zana Agnesa Albulena Besnike Blerime Donjeta Edona Ermira Fatmire Granita Hana Jeta Kimete Luljeta Merita Nazlije Njomza Rozafa Sanije Shukrije Valdete Vlora Zyrafete Arbnora Ardita Arjeta Bukurije Dafina Egzona Fitore Liridona Lirije Valona Zarife Gresa Elira");
    private static readonly string[] SerbianMen = Split("Jovan Marko Nikola Dejan Goran Zoran Dragan Milan Miloš Nenad Nebojša Petar Stefan Aleksandar Bojan Branko Čedomir Danilo Dušan Đorđe Filip Igor Ivan Jovica Lazar Ljubiša Miodrag Momčilo Nemanja Ognjen Predrag Radovan Radojica Saša Slaviša Srđan Stojan Svetozar Uroš Vladimir Vojislav Vuk Žarko Željko Živorad Boban Darko Ivica Oliver Rade Slobodan Todor Veljko Vlastimir Krsto Rastko Sava Tihomir");
    private static readonly string[] SerbianWomen = Split("Ana Marija Milica Jelena Ivana Jovana Dragana Milena Snežana Gordana Biljana Branka Danijela Dušica Đurđica Emilija Gorana Ivanka Jadranka Jasmina Katarina Ljiljana Maja Mirjana Nada Nataša Olivera Radmila Ružica Sanja Slađana Sonja Stanislava Svetlana Tamara Tatjana Vera Verica Vesna Violeta Zorica Živka Milana Aleksandra Stefana Nevena Tijana Zorana Dejana Bojana");
    private static readonly string[] AlbanianFamilies = Split("Krasniqi Gashi Berisha Hoxha Shala Morina Bytyqi Thaçi Kelmendi Rexhepi Hasani Ahmeti Syla Zeqiri Osmani Mustafa Haziri Sadiku Bajrami Halili Ibrahimi Kryeziu Limani Maloku Jashari Rama Selimi Ukaj Veliu Xhemajli Ymeri Zogaj Çollaku Deda Elshani Fazliu Gjoka Haxhiu Islami Kastrati Lajçi Mehmeti Nimani Pllana Qorri Rrahmani Sejdiu Tahiri Vllasi Zhubi Abazi Bislimi Dreshaj Gjinovci Hyseni Idrizi Jakupi Kabashi Luzha Murati Neziri Peci Rraci Salihu Shabani Ternava Vokshi Zejnullahu Beqiri Demiri Dervishi Gërguri Leku");
    private static readonly string[] SerbianFamilies = Split("Jovanović Petrović Nikolić Stojanović Ilić Đorđević Marković Milošević Pavlović Simić Stanković Todorović Kostić Lazić Mitrović Nedeljković Popović Radovanović Savić Trajković Vasić Živković Antić Bogdanović Cvetković Dimić Filipović Grujić Ivanović Janković Kovačević Lukić Milenković Nešić Obradović Perić Ristić Spasić Tomić Urošević Veljković Zdravković Čolić Šćepanović Žikić Arsić Biševac Vuksanović Dančetović Jakšić Milić Milojević Radomirović Rakić Rašić Ćosić Đurić Maksimović Mihajlović Denić Parlić Nićiforović Premović Vlašković Božović");
    private static readonly string[] Stems = Split("Ad Bal Ber Bor Dar Dem Dul Fer Gaz Grab Hal Jas Kal Kam Kol Kur Lab Lip Luk Mal Mil Mor Nov Obr Pec Prel Rad Rog Sel Sop Stan Star Tren Turj Uk Vel Vit Vran Zag Zub Shal Shkod Dragob Llap Rugov Karadak Malish");
    private static readonly string[] AlbanianEndings = Split("aj iqi ani oli ushi anaj eci ovci ici illi"), SerbianEndings = Split("ojević anović ičić enković ović ivojević ančić ačić ešević ulović");
    private static readonly string[] Places = [.. Enumerable.Range(0, 60).Select(i => $"xk-{i}")];
    private readonly Random random;
    private readonly List<DuplicateCandidate> records = [];
    private readonly HashSet<(Guid, Guid)> truth = [];
    private readonly string[] organisations;

    /// <summary>Builds a set of about <paramref name="people"/> people.</summary>
    public BuiltPeople(int people, int seed)
    {
        random = new Random(seed);
        organisations = [.. Enumerable.Range(0, Math.Max(12, people / 60)).Select(i => $"Organizata {i}")];
        while (records.Count < people)
        {
            var person = NewPerson();
            records.Add(person);
            switch (random.NextDouble())
            {
                case < 0.12: Household(person); break;
                case < 0.16: Namesake(person); break;
                case < 0.18: Neighbour(person); break;
                case < 0.25: Again(person); break;
            }
        }

        // Nobody's place in the list tells that two belong together.
        records = [.. records.OrderBy(r => r.PersonId)];
    }

    public IReadOnlyList<DuplicateCandidate> Records => records;

    public IReadOnlySet<(Guid, Guid)> Truth => truth;

    private DuplicateCandidate NewPerson()
    {
        var albanian = random.NextDouble() < 0.6;
        var woman = random.Next(2) == 0;
        var given = random.NextDouble() < 0.65 ? Common(albanian ? woman ? AlbanianWomen : AlbanianMen : woman ? SerbianWomen : SerbianMen) : RareGiven(albanian, woman);
        var family = random.NextDouble() < 0.6 ? Common(albanian ? AlbanianFamilies : SerbianFamilies) : RareFamily(albanian);
        if (woman && random.NextDouble() < 0.08) family += $"{(random.Next(2) == 0 ? "-" : " ")}{Common(albanian ? AlbanianFamilies : SerbianFamilies)}";
        return new DuplicateCandidate(Id(), given, family, Maybe(0.6, NewContact), Maybe(0.7, NewContact), Maybe(0.95, () => Common(Places)), Maybe(0.9, () => organisations[random.Next(organisations.Length)]));
    }

    // Brothers, sisters, spouses: the same name and home, often the same telephone or address.
    private void Household(DuplicateCandidate first)
    {
        for (var i = random.Next(1, 3); i > 0; i--)
        {
            var member = NewPerson();
            records.Add(member with
            {
                GivenName = member.GivenName == first.GivenName ? "Tjetër" : member.GivenName, FamilyName = first.FamilyName, PlaceId = first.PlaceId,
                TelephoneKey = random.NextDouble() < 0.35 ? first.TelephoneKey : member.TelephoneKey, EmailKey = random.NextDouble() < 0.15 ? first.EmailKey : member.EmailKey,
                HomeOrganisation = random.NextDouble() < 0.3 ? first.HomeOrganisation : member.HomeOrganisation,
            });
        }
    }

    // Another person of the same name, which happens with common names, here and there in the same municipality.
    private void Namesake(DuplicateCandidate first)
    {
        if (!AlbanianFamilies.Concat(SerbianFamilies).Contains(first.FamilyName) || !AlbanianMen.Concat(AlbanianWomen).Concat(SerbianMen).Concat(SerbianWomen).Contains(first.GivenName)) return;
        var other = NewPerson();
        records.Add(other with { GivenName = first.GivenName, FamilyName = first.FamilyName, PlaceId = random.NextDouble() < 0.15 ? first.PlaceId : other.PlaceId });
    }

    // A brother or sister whose name is one letter away: Jovan and Jovana, Goran and Zoran.
    private void Neighbour(DuplicateCandidate first)
    {
        var all = AlbanianMen.Concat(AlbanianWomen).Concat(SerbianMen).Concat(SerbianWomen);
        var near = all.Where(n => LikelyDuplicates.IsOneOff(Folding.Fold(n), Folding.Fold(first.GivenName))).ToList();
        if (near.Count == 0) return;
        var other = NewPerson();
        records.Add(other with
        {
            GivenName = near[random.Next(near.Count)], FamilyName = first.FamilyName, PlaceId = first.PlaceId,
            TelephoneKey = random.NextDouble() < 0.3 ? first.TelephoneKey : other.TelephoneKey,
        });
    }

    // The same person once more, as another hand wrote them.
    private void Again(DuplicateCandidate first)
    {
        var (given, family) = random.NextDouble() switch
        {
            < 0.18 => (first.GivenName, first.FamilyName),
            < 0.42 => (Plain(first.GivenName), Plain(first.FamilyName)),
            < 0.54 => IsSerbian(first) ? (SerbianScript.ToCyrillic(first.GivenName), SerbianScript.ToCyrillic(first.FamilyName)) : (first.GivenName.ToUpperInvariant(), first.FamilyName.ToUpperInvariant()),
            < 0.64 => (first.GivenName, first.FamilyName.Replace('ć', 'č')),
            < 0.72 => (first.FamilyName, first.GivenName),
            < 0.82 => (Slip(first.GivenName), first.FamilyName),
            < 0.91 => (first.GivenName, Slip(first.FamilyName)),
            < 0.94 => (first.GivenName, first.FamilyName.Split('-', ' ')[0]),
            _ => (OtherLanguage(first.GivenName), OtherLanguage(first.FamilyName)),
        };
        var again = new DuplicateCandidate(Id(), given, family,
            Kept(first.EmailKey, 0.55, 0.1, NewContact), Kept(first.TelephoneKey, 0.65, 0.1, NewContact),
            Kept(first.PlaceId, 0.92, 0.02, () => Common(Places)), Kept(first.HomeOrganisation, 0.85, 0.06, () => organisations[random.Next(organisations.Length)]));
        records.Add(again);
        truth.Add(first.PersonId.CompareTo(again.PersonId) < 0 ? (first.PersonId, again.PersonId) : (again.PersonId, first.PersonId));
    }

    private static bool IsSerbian(DuplicateCandidate person) => person.FamilyName.EndsWith("ić", StringComparison.Ordinal) || person.FamilyName.EndsWith("vac", StringComparison.Ordinal);

    private static string Plain(string name) => name.Replace('ë', 'e').Replace('ç', 'c').Replace('Ç', 'C').Replace('č', 'c').Replace('ć', 'c').Replace('š', 's').Replace('ž', 'z').Replace("đ", "dj").Replace('Č', 'C').Replace('Ć', 'C').Replace('Š', 'S').Replace('Ž', 'Z').Replace("Đ", "Dj");

    // An Albanian name as Serbian writes it, and the other way round.
    private static string OtherLanguage(string name) => name.Contains('ć') || name.Contains('š') || name.Contains('ž') || name.Contains('č') || name.Contains('đ')
        ? name.Replace("č", "ç").Replace("ć", "q").Replace("š", "sh").Replace("ž", "zh").Replace("đ", "gj").Replace("Š", "Sh").Replace("Ž", "Zh").Replace("Đ", "Gj")
        : name.Replace("xh", "dž").Replace("Xh", "Dž").Replace("gj", "đ").Replace("Gj", "Đ").Replace("sh", "š").Replace("Sh", "Š").Replace("zh", "ž").Replace("ç", "č").Replace("Ç", "Č").Replace("q", "ć").Replace("Q", "Ć").Replace("th", "t").Replace("Th", "T").Replace("ll", "l").Replace("rr", "r").Replace('y', 'i').Replace('ë', 'e');

    private string Slip(string name)
    {
        var at = random.Next(1, name.Length);
        return random.Next(4) switch
        {
            0 when name.Length > 3 => name.Remove(at, 1),
            1 => name.Insert(at, name[at].ToString()),
            2 when at + 1 < name.Length && name[at] != name[at + 1] => name[..at] + name[at + 1] + name[at] + name[(at + 2)..],
            _ => name[..at] + "aeioustrnlmkdj"[random.Next(14)] + name[(at + 1)..],
        };
    }

    // A few are very common and most are not.
    private string Common(string[] names) => names[(int)(names.Length * Math.Pow(random.NextDouble(), 1.7))];

    private string RareFamily(bool albanian) => Stems[random.Next(Stems.Length)] + "aeiou"[random.Next(5)] + "bdgklmnprstvz"[random.Next(13)] + (albanian ? AlbanianEndings : SerbianEndings)[random.Next(10)];

    private string RareGiven(bool albanian, bool woman) => albanian
        ? Pick("Ard Bes Dri Erm Fat Gëz Flak Kus Liri Mir Ren Shk Val Xhel Zam Albi Arb Blen Dor Fis Gen Has Ill Jet") + Pick("an en in on ar er or ir esh im") + (woman ? Pick("a e ë eta ina ora") : Pick("d t i s k m"))
        : Pick("Mil Rad Drag Ljub Vel Stan Svet Vlad Bog Bran Bud Mom Ned Pred Rat Slav Srb Tom Vid Voj Zlat Zdrav Gvozd Krs") + Pick("o i a e u") + Pick("m v n s j r š k") + (woman ? Pick("ka ija ila ina ana inka") : Pick("ir ko ša ča en ilo"));

    private string Pick(string names) => Split(names) is var all ? all[random.Next(all.Length)] : "";

    private string? Kept(string? value, double kept, double other, Func<string> next) => value is null ? Maybe(0.3, next) : random.NextDouble() switch { var x when x < kept => value, var x when x < kept + other => next(), _ => null };

    private string? Maybe(double share, Func<string> value) => random.NextDouble() < share ? value() : null;

    // A few contacts belong to an office that answers for many.
    private string NewContact() => random.NextDouble() < 0.03 ? $"office{random.Next(organisations.Length)}" : $"own{random.NextInt64()}";

    private Guid Id()
    {
        var bytes = new byte[16];
        random.NextBytes(bytes);
        return new Guid(bytes);
    }

    private static string[] Split(string names) => names.Split(' ');
}
