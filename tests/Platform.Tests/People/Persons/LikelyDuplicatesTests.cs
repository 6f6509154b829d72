using Uramost.Platform.People.Persons;

namespace Uramost.Platform.Tests.People.Persons;

/// <summary>Records of one person are proposed with their reasons, and people who only look alike are left alone.</summary>
public sealed class LikelyDuplicatesTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData("Jovan", "Stojanović", "Jovan", "Stojanovič", DuplicateReason.SoftAndHardC)]
    [InlineData("Jovan", "Stojanović", "Јован", "Стојановић", DuplicateReason.SameFoldedName)]
    [InlineData("Јован", "Стојановић", "Jovan", "Stojanovic", DuplicateReason.SameFoldedName)]
    [InlineData("Đorđe", "Šćepanović", "Djordje", "Scepanovic", DuplicateReason.SameFoldedName)]
    [InlineData("Jovan", "Stojanović", "JOVAN", "STOJANOVIĆ", DuplicateReason.SameName)]
    [InlineData("Jovan", "Stojanović", "Stojanović", "Jovan", DuplicateReason.SwappedOrder)]
    [InlineData("Xhevahire", "Çollaku", "Collaku", "Xhevahire", DuplicateReason.SwappedOrder)]
    [InlineData("Jovan", "Stojanović", "Jovan", "Stojnović", DuplicateReason.OneLetterOff)]
    [InlineData("Shpëtim", "Pllana", "Shptëim", "Pllana", DuplicateReason.OneLetterOff)]
    [InlineData("Xhemajl", "Thaçi", "Džemajl", "Tači", DuplicateReason.OtherSpelling)]
    [InlineData("Milica", "Petrović-Ilić", "Milica", "Petrović", DuplicateReason.PartOfName)]
    public void A_pair_in_one_municipality_is_proposed_with_its_reason(string given, string family, string otherGiven, string otherFamily, DuplicateReason reason)
    {
        var (one, other) = (Guid.NewGuid(), Guid.NewGuid());
        var found = LikelyDuplicates.Find([.. Crowd(), new(one, given, family, PlaceId: "xk-rare", TelephoneKey: "t"), new(other, otherGiven, otherFamily, PlaceId: "xk-rare", TelephoneKey: "t")]);
        var pair = Assert.Single(found, f => f.One == one || f.Other == one);
        Assert.Equal(new HashSet<Guid> { one, other }, [pair.One, pair.Other]);
        Assert.Equal([reason, DuplicateReason.SameTelephone, DuplicateReason.SameMunicipality], pair.Reasons);
    }

    [Theory]
    [InlineData("Jovan", "Perović", "Jovana", "Perović")]
    [InlineData("Besnik", "Pllana", "Besnike", "Pllana")]
    [InlineData("Goran", "Perović", "Zoran", "Perović")]
    [InlineData("Ana", "Perović", "Vera", "Perović")]
    public void Brothers_and_sisters_with_one_telephone_are_two_people(string given, string family, string otherGiven, string otherFamily)
    {
        var (one, other) = (Guid.NewGuid(), Guid.NewGuid());
        // Others have these names too, as in any list.
        var named = Enumerable.Range(0, 6).SelectMany(i => new[] { new DuplicateCandidate(Guid.NewGuid(), given, $"Other{i}a"), new DuplicateCandidate(Guid.NewGuid(), otherGiven, $"Other{i}b") });
        var found = LikelyDuplicates.Find([.. Crowd(), .. named, new(one, given, family, PlaceId: "xk-1", TelephoneKey: "t"), new(other, otherGiven, otherFamily, PlaceId: "xk-1", TelephoneKey: "t")]);
        Assert.DoesNotContain(found, f => f.One == one || f.Other == one);
    }

    [Fact]
    public void In_a_list_of_five_the_same_person_twice_is_proposed_and_a_brother_and_sister_are_not()
    {
        var (one, other) = (Guid.NewGuid(), Guid.NewGuid());
        var found = LikelyDuplicates.Find(
        [
            new(one, "Радојица", "Стојановић", PlaceId: "xk-zvecan"), new(other, "Radojica", "Stojanovič", PlaceId: "xk-zvecan"), new(Guid.NewGuid(), "Arben", "Krasniqi", PlaceId: "xk-zvecan"),
            new(Guid.NewGuid(), "Jovan", "Perović", TelephoneKey: "t", PlaceId: "xk-zvecan"), new(Guid.NewGuid(), "Jovana", "Perović", TelephoneKey: "t", PlaceId: "xk-zvecan"),
        ]);
        var pair = Assert.Single(found);
        Assert.Equal(new HashSet<Guid> { one, other }, [pair.One, pair.Other]);
    }

    [Fact]
    public void Namesakes_without_anything_else_in_common_are_no_duplicates_where_the_name_is_common()
    {
        var candidates = Crowd().Concat(Enumerable.Range(0, 12).Select(i => new DuplicateCandidate(Guid.NewGuid(), "Arben", "Krasniqi", PlaceId: $"xk-{i}"))).ToList();
        Assert.Empty(LikelyDuplicates.Find(candidates));
    }

    [Fact]
    public void Nobody_and_one_person_have_no_duplicates_and_unknown_names_are_none()
    {
        Assert.Empty(LikelyDuplicates.Find([]));
        Assert.Empty(LikelyDuplicates.Find([new(Guid.NewGuid(), "Ana", "Ilić")]));
        Assert.Empty(LikelyDuplicates.Find([.. Enumerable.Range(0, 30).Select(_ => new DuplicateCandidate(Guid.NewGuid(), "", "", PlaceId: "xk-1", HomeOrganisation: "…"))]));
    }

    [Theory]
    [InlineData(3_000, 8), InlineData(20_000, 2)]
    public void On_built_sets_nearly_all_duplicates_are_found_and_nearly_nothing_else(int people, int sets)
    {
        var (records, truth, proposed, right) = (0, 0, 0, 0);
        for (var seed = 101; seed < 101 + sets; seed++)
        {
            var built = new BuiltPeople(people, seed);
            var found = LikelyDuplicates.Find(built.Records);
            Assert.All(found, f => Assert.NotEmpty(f.Reasons));
            (records, truth, proposed, right) = (records + built.Records.Count, truth + built.Truth.Count, proposed + found.Count, right + found.Count(f => built.Truth.Contains((f.One, f.Other))));
        }

        var (recall, precision) = ((double)right / truth, (double)right / proposed);
        output.WriteLine($"{sets} sets of {people} people: {records} records, {truth} pairs built in, {proposed} proposed, {right} of them right: recall {recall:P1}, precision {precision:P1}.");
        Assert.True(recall >= 0.95, $"Recall {recall:P1}.");
        Assert.True(precision >= 0.99, $"Precision {precision:P1}.");
    }

    private static IEnumerable<DuplicateCandidate> Crowd() => Enumerable.Range(0, 2_000).Select(i => new DuplicateCandidate(Guid.NewGuid(), $"Qwe{(char)('a' + i % 26)}rt{(char)('a' + i / 26 % 26)}z{i % 7}", $"Uvw{(char)('a' + i % 23)}xk{i}", PlaceId: $"xk-{i % 40}"));
}
