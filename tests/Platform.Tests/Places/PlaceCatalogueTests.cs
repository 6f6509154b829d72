using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;
using Uramost.Platform.Language;
using Uramost.Platform.Places;
using Xunit;

namespace Uramost.Platform.Tests.Places;

public sealed class PlaceCatalogueTests
{
    private static readonly PlaceCatalogue Places = PlaceCatalogue.Load();

    [Fact]
    public void Kosovo_has_38_municipalities_in_7_regions_and_Serbia_145_in_24_districts_and_Belgrade()
    {
        Assert.Equal(38, Places.Municipalities("xk").Count);
        Assert.Equal(7, Places.All.Count(p => p.Kind == PlaceKind.Region));
        Assert.Equal(145, Places.Municipalities("rs").Count);
        Assert.Equal(28, Places.Municipalities("rs").Count(p => p.Kind == PlaceKind.City));
        Assert.Equal(24, Places.All.Count(p => p.Kind == PlaceKind.District));
        Assert.Equal(17, Places.All.Count(p => p.Kind == PlaceKind.CityMunicipality && p.ParentId == "rs-beograd"));
        Assert.Equal(5, Places.All.Count(p => p.Kind == PlaceKind.CityMunicipality && p.ParentId == "rs-nis"));
        Assert.All(Places.Municipalities("xk"), p => Assert.Equal(PlaceKind.Region, Places[p.ParentId!].Kind));
        Assert.All(Places.Municipalities("rs").Where(p => p.Id != "rs-beograd"), p => Assert.Equal(PlaceKind.District, Places[p.ParentId!].Kind));
    }

    [Fact]
    public void Every_place_hangs_together()
    {
        Assert.Equal(Places.All.Count, Places.All.Select(p => p.Id).Distinct().Count());
        Assert.All(Places.All, p => Assert.Matches("^[a-z]{2}(-[a-z]+)*$", p.Id));
        Assert.All(Places.All.Where(p => p.ParentId is not null), p => Assert.NotNull(Places.Find(p.ParentId)));
        Assert.All(Places.All.SelectMany(p => p.MemberIds), id => Assert.True(Places[id].IsMunicipality));
        Assert.All(Places.All.Where(p => p.Id.StartsWith("xk-", StringComparison.Ordinal) && p.IsMunicipality), p =>
        {
            Assert.NotNull(p.Names.Albanian);
            Assert.NotNull(p.Names.AlbanianDefinite);
            Assert.Contains("sq", p.Languages);
            Assert.Contains("sr", p.Languages);
            Assert.All(p.Languages, l => Assert.NotNull(p.LocalName(l, cyrillic: false)));
        });
    }

    [Fact]
    public void No_name_holds_two_names()
    {
        Assert.All(Places.All.SelectMany(p => p.Names.All.Concat(p.Aliases)), name => Assert.DoesNotContain('/', name));
    }

    [Fact]
    public void Both_scripts_of_a_Serbian_name_are_the_same_name()
    {
        foreach (var place in Places.All)
        {
            Assert.True(LocalText.IsCyrillic(place.Names.SerbianCyrillic), place.Id);
            Assert.False(LocalText.IsCyrillic(place.Names.SerbianLatin), place.Id);
            Assert.Equal(PlaceCatalogue.Key(place.Names.SerbianLatin), PlaceCatalogue.Key(place.Names.SerbianCyrillic));
            Assert.Equal(place.Names.SerbianLatin, SerbianScript.ToLatin(place.Names.SerbianCyrillic));
        }
    }

    [Fact]
    public void The_names_and_seats_agree_with_the_reference_lists()
    {
        var shared = Shared.Path("places");
        foreach (var row in File.ReadLines(Path.Combine(shared, "xk-municipalities.csv")).Skip(1).Select(l => l.Split(',')))
        {
            var place = Places[row[0]];
            Assert.Equal((row[1], row[2], row[3], row[4]), (place.Names.Albanian, place.Names.AlbanianDefinite, place.Names.SerbianLatin, place.Names.SerbianCyrillic));
            Near(place, row[6], row[7], 12);
            Assert.All(row[8].Split(';', StringSplitOptions.RemoveEmptyEntries), alias => Assert.Contains(place, Meant(alias)));
        }

        foreach (var row in File.ReadLines(Path.Combine(shared, "rs-municipalities.csv")).Skip(1).Select(l => l.Split(',')))
        {
            var candidates = Meant(row[0] + ", Srbija");
            var place = Assert.Single(candidates, c => c.Names.SerbianLatin.StartsWith(row[0], StringComparison.OrdinalIgnoreCase) && (row[0] != "Palilula" || c.ParentId == "rs-beograd") && c.Kind != PlaceKind.Settlement);
            Near(place, row[2], row[3], row[0] == "Palilula" ? 40 : 20);
        }
    }

    // Every spelling with which the five programmes' own descriptions name a place.
    [Theory]
    [InlineData("Prishtina", "xk-prishtine")]
    [InlineData("Pristina", "xk-prishtine")]
    [InlineData("Priština", "xk-prishtine")]
    [InlineData("Prishtina, Kosovo", "xk-prishtine")]
    [InlineData("North Mitrovica", "xk-mitrovice-veri")]
    [InlineData("South Mitrovica", "xk-mitrovice-jug")]
    [InlineData("Lipjan/Liplajne", "xk-lipjan")]
    [InlineData("Lipjan/Lipljane", "xk-lipjan")]
    [InlineData("municipality of Lipjan/Lipljane", "xk-lipjan")]
    [InlineData("Vushtrri/Vučitrn", "xk-vushtrri")]
    [InlineData("Vushtrri", "xk-vushtrri")]
    [InlineData("Obliq/ Obilič", "xk-obiliq")]
    [InlineData("Ferizaj/Uroševac", "xk-ferizaj")]
    [InlineData("Gjilan/Gnjilane", "xk-gjilan")]
    [InlineData("Gjilan/Gnjilane region", "xk-region-gjilan")]
    [InlineData("Peja/Peč", "xk-peje")]
    [InlineData("Prizren, Kosovo", "xk-prizren")]
    [InlineData("Kraljevo", "rs-kraljevo")]
    [InlineData("Novi Pazar", "rs-novi-pazar")]
    [InlineData("Belgrade", "rs-beograd")]
    [InlineData("Beograd", "rs-beograd")]
    [InlineData("Nis, Sebia", "rs-nis")]
    [InlineData("Brussels", "be-brussels")]
    [InlineData("Kosovo", "xk")]
    [InlineData("Serbia", "rs")]
    [InlineData("Sebia", "rs")]
    [InlineData("Northern Kosovo", "xk-north")]
    [InlineData("North Kosovo", "xk-north")]
    [InlineData("north of Kosovo", "xk-north")]
    public void A_spelling_of_the_sources_is_one_place(string typed, string id) => Assert.Equal(id, One(typed));

    [Fact]
    public void Bare_Mitrovica_asks_north_south_or_whole_in_every_spelling()
    {
        foreach (var typed in new[] { "Mitrovica", "Mitrovicë", "Mitrovicë/Mitrovica", "Митровица", "Kosovska Mitrovica", "MITROVICE", "Mitrovica, Kosovo", "Opština Mitrovica" })
        {
            var asked = Assert.IsType<AmbiguousPlace>(Places.Resolve(typed));
            Assert.Equal(PlaceQuestion.WholeOrPart, asked.Question);
            Assert.Equal(["xk-mitrovica-whole", "xk-mitrovice-jug", "xk-mitrovice-veri"], asked.Candidates.Select(c => c.Id).Order());
        }

        Assert.Equal("rs-sremska-mitrovica", One("Sremska Mitrovica"));
        Assert.Equal(["xk-mitrovice-jug", "xk-mitrovice-veri"], Places["xk-mitrovica-whole"].MemberIds.Order());
        Assert.True(Places.IsWithin(Places["xk-mitrovice-veri"], "xk-mitrovica-whole"));
    }

    [Fact]
    public void Bare_Kamenica_asks_which_unless_something_beside_it_tells()
    {
        var asked = Assert.IsType<AmbiguousPlace>(Places.Resolve("Kamenica"));
        Assert.Equal(PlaceQuestion.Which, asked.Question);
        Assert.Equal(["xk-kamenice", "rs-sremska-kamenica"], asked.Candidates.Select(c => c.Id));
        Assert.Equal("xk-kamenice", One("Kamenicë/Kamenica"));
        Assert.Equal("xk-kamenice", One("Kamenica, Kosovo"));
        Assert.Equal("xk-kamenice", One("Kamenica (Kosovo)"));
        Assert.Equal("rs-sremska-kamenica", One("Kamenica, Srbija"));
        Assert.Equal("xk-kamenice", One("municipality of Kamenica"));
    }

    [Fact]
    public void Palilula_is_in_Belgrade_or_in_Nish()
    {
        var asked = Assert.IsType<AmbiguousPlace>(Places.Resolve("Палилула"));
        Assert.Equal(["rs-palilula-beograd", "rs-palilula-nis"], asked.Candidates.Select(c => c.Id).Order());
        Assert.Equal("rs-palilula-nis", One("Palilula, Niš"));
        Assert.Equal("rs-palilula-beograd", One("Palilula (Beograd)"));
    }

    [Fact]
    public void Two_places_written_as_one_are_asked_about()
    {
        foreach (var typed in new[] { "Beograd – Pristina", "Prishtina/Belgrade" })
        {
            var asked = Assert.IsType<AmbiguousPlace>(Places.Resolve(typed));
            Assert.Equal(PlaceQuestion.TwoPlaces, asked.Question);
            Assert.Equal(["rs-beograd", "xk-prishtine"], asked.Candidates.Select(c => c.Id).Order());
        }
    }

    [Theory]
    [InlineData("Вучитрн", "xk-vushtrri")]
    [InlineData("VUCITRN", "xk-vushtrri")]
    [InlineData("Komuna e Vushtrrisë", "xk-vushtrri")]
    [InlineData("djakovica", "xk-gjakove")]
    [InlineData("Ђаковица/Gjakova", "xk-gjakove")]
    [InlineData("Mamuşa", "xk-mamushe")]
    [InlineData("Drenas", "xk-gllogoc")]
    [InlineData("Opština Novo Brdo", "xk-novoberde")]
    [InlineData("Grad Niš", "rs-nis")]
    [InlineData("Nishi", "rs-nis")]
    [InlineData("Beogradi", "rs-beograd")]
    [InlineData("Presheva", "rs-presevo")]
    [InlineData("Bujanovci", "rs-bujanovac")]
    [InlineData("Medvegja", "rs-medvedja")]
    [InlineData("Raška", "rs-raska")]
    [InlineData("Raški okrug", "rs-okrug-raski")]
    [InlineData("Qarku i Pçinjës", "rs-okrug-pcinjski")]
    [InlineData("rajoni i Prizrenit", "xk-region-prizren")]
    [InlineData("Prizren", "xk-prizren")]
    [InlineData("Petrovac", "rs-petrovac-na-mlavi")]
    public void Any_script_diacritics_and_case_will_do(string typed, string id) => Assert.Equal(id, One(typed));

    [Fact]
    public void Every_stored_name_resolves_to_its_place_or_asks_with_it_among_the_choices()
    {
        var asked = 0;
        foreach (var place in Places.All)
        {
            foreach (var name in place.Names.All.Concat(place.Aliases))
            {
                // A region is named after its seat: with the word for it, it is found.
                var typed = place.Kind == PlaceKind.Region ? name + " region" : name;
                Assert.Contains(place, Meant(typed));
                if (Places.Resolve(typed) is AmbiguousPlace) asked++;
            }
        }

        Assert.InRange(asked, 5, 25);
    }

    [Fact]
    public void An_unknown_spelling_brings_similar_names()
    {
        var unknown = Assert.IsType<UnknownPlace>(Places.Resolve("Vustrii"));
        Assert.Equal("xk-vushtrri", unknown.Suggestions[0].Id);
        Assert.Empty(Assert.IsType<UnknownPlace>(Places.Resolve("Atlantis")).Suggestions);
        Assert.Empty(Assert.IsType<UnknownPlace>(Places.Resolve("  ")).Suggestions);
    }

    [Fact]
    public void Type_ahead_finds_by_any_word_in_any_script()
    {
        Assert.Equal("xk-vushtrri", Places.Search("vuč")[0].Id);
        Assert.Equal("xk-vushtrri", Places.Search("вуч")[0].Id);
        Assert.Contains(Places.Search("pazar"), p => p.Id == "rs-novi-pazar");
        Assert.Contains(Places.Search("polje"), p => p.Id == "xk-fushe-kosove");
        Assert.Empty(Places.Search(" "));
    }

    [Fact]
    public void A_question_is_asked_in_the_readers_words()
    {
        using var services = new ServiceCollection().AddSingleton<IStringLocalizerFactory, WordsLocalizerFactory>().BuildServiceProvider();
        var words = new StringLocalizer<Words>(services.GetRequiredService<IStringLocalizerFactory>());
        var asked = Assert.IsType<AmbiguousPlace>(Places.Resolve("Palilula"));
        using (new Reader(UiVariant.English)) Assert.Contains("Palilula (city municipality, Niš)", asked.Ask(words, Places, UiVariant.English));
        using (new Reader(UiVariant.Albanian)) Assert.Contains("Palilula (komunë e qytetit, Nish)", asked.Ask(words, Places, UiVariant.Albanian));
        using (new Reader(UiVariant.SerbianCyrillic)) Assert.Contains("Палилула (градска општина, Ниш)", asked.Ask(words, Places, UiVariant.SerbianCyrillic));
    }

    [Fact]
    public void What_was_picked_answers_what_the_typed_name_leaves_open()
    {
        Assert.Equal(["xk-vushtrri"], PlaceInput.Read("xk-vushtrri", null, Places).Ids);
        Assert.Equal(["xk-peje"], PlaceInput.Read("xk-vushtrri", "Peč", Places).Ids);
        Assert.Equal(["xk-vushtrri", "xk-peje", "rs-nis"], PlaceInput.Read("xk-vushtrri", "Peja/Peč; Nis", Places, multiple: true).Ids);
        Assert.Null(PlaceInput.Read("xk-mitrovice-veri", "Mitrovica", Places).Unsettled);
        Assert.IsType<AmbiguousPlace>(PlaceInput.Read("", "Mitrovica", Places).Unsettled);
        Assert.IsType<UnknownPlace>(PlaceInput.Read("", "Atlantis", Places).Unsettled);
        Assert.Empty(PlaceInput.Read("xk-nowhere", "", Places).Ids);
    }

    private static string One(string typed) => Assert.IsType<FoundPlace>(Places.Resolve(typed)).Place.Id;

    private static IReadOnlyList<Place> Meant(string typed) => Places.Resolve(typed) switch
    {
        FoundPlace found => [found.Place],
        AmbiguousPlace ambiguous => ambiguous.Candidates,
        _ => [],
    };

    private static void Near(Place place, string latitude, string longitude, double kilometres)
    {
        var south = (place.Latitude!.Value - double.Parse(latitude, System.Globalization.CultureInfo.InvariantCulture)) * 111.2;
        var east = (place.Longitude!.Value - double.Parse(longitude, System.Globalization.CultureInfo.InvariantCulture)) * 111.2 * Math.Cos(place.Latitude.Value * Math.PI / 180);
        Assert.True(Math.Sqrt(south * south + east * east) < kilometres, $"{place.Id} lies {Math.Sqrt(south * south + east * east):0} km from the reference");
    }
}
