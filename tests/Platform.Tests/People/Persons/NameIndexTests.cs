using CsCheck;
using Microsoft.Extensions.DependencyInjection;
using Uramost.Platform.Language;
using Uramost.Platform.People.Persons;

namespace Uramost.Platform.Tests.People.Persons;

/// <summary>What is typed in either script, with or without its marks, finds whom it means.</summary>
public sealed class NameIndexTests
{
    private static readonly Guid Own = Guid.NewGuid(), Foreign = Guid.NewGuid();
    private static readonly IReadOnlySet<Guid> Seen = new HashSet<Guid> { Own };

    private static readonly NameIndex Index = NameIndex.Build([.. new (string Given, string Family)[]
    {
        ("Радојица", "Стојановић"), ("Jovan", "Stojanović"), ("Stojan", "Jovanović"), ("Xhevahire", "Çollaku"), ("Đurđica", "Njegoš"), ("Ana", "Anić"),
        ("Marija Ana", "Petrović-Ilić"), ("Shpëtim", "Krasniqi"), ("Ana", ""), ("", "Gashi"),
    }.Select(n => new PersonName(Guid.NewGuid(), Own, n.Given, n.Family)), new PersonName(Guid.NewGuid(), Foreign, "Jovan", "Stojanov")]);

    [Theory]
    [InlineData("stojanovic", "Jovan Stojanović|Радојица Стојановић")]
    [InlineData("стојановић ј", "Jovan Stojanović")]
    [InlineData("STOJANOVIĆ", "Jovan Stojanović|Радојица Стојановић")]
    [InlineData("stojan", "Stojan Jovanović|Jovan Stojanović|Радојица Стојановић")]
    [InlineData("stojanović, jov", "Jovan Stojanović")]
    [InlineData("jov, stoj", "Stojan Jovanović")]
    [InlineData("stojan, jovan", "Jovan Stojanović")]
    [InlineData("collaku xhev", "Xhevahire Çollaku")]
    [InlineData("Çollaku", "Xhevahire Çollaku")]
    [InlineData("djurdj", "Đurđica Njegoš")]
    [InlineData("ђурђица", "Đurđica Njegoš")]
    [InlineData("njegos", "Đurđica Njegoš")]
    [InlineData("shpetim k", "Shpëtim Krasniqi")]
    [InlineData("ilic mar", "Marija Ana Petrović-Ilić")]
    [InlineData("ana", "Ana|Ana Anić|Marija Ana Petrović-Ilić")]
    [InlineData("gash", "Gashi")]
    [InlineData("stojanović marko", "")]
    [InlineData("", "")]
    [InlineData(" ,. ", "")]
    public void Type_ahead_finds(string typed, string expected) =>
        Assert.Equal(expected, string.Join('|', Index.Search(typed, Seen, 10).Select(n => n.Full)));

    [Fact]
    public void People_of_other_organisations_are_not_found()
    {
        Assert.DoesNotContain(Index.Search("jovan", Seen, 10), n => n.OrganisationId == Foreign);
        Assert.Equal(["Jovan Stojanov"], Index.Search("stojanov", new HashSet<Guid> { Foreign }, 10).Select(n => n.Full));
        Assert.Empty(Index.Search("jovan", new HashSet<Guid>(), 10));
        Assert.Equal(10, Index.List(Seen, null, 50).Names.Count);
    }

    [Fact]
    public void The_list_is_sorted_in_any_script_and_pages_meet_without_gap()
    {
        var pages = new List<string>();
        for (Guid? after = null; ;)
        {
            var page = Index.List(Seen, after, 3);
            pages.AddRange(page.Names.Select(n => n.Full));
            if (!page.HasMore) break;
            after = page.Names[^1].PersonId;
        }

        Assert.Equal(["Ana", "Ana Anić", "Xhevahire Çollaku", "Gashi", "Stojan Jovanović", "Shpëtim Krasniqi", "Đurđica Njegoš", "Marija Ana Petrović-Ilić", "Jovan Stojanović", "Радојица Стојановић"], pages);
    }

    [Fact]
    public void Search_and_list_answer_as_a_plain_reading_through_would_after_any_changes()
    {
        string[] given = ["Ana", "Анa", "Arben", "Jovan", "Јован", "Marija Ana", "Ђорђе", "Shpëtim", ""], family = ["Ilić", "Илић", "Ilič", "Gashi", "Petrović-Ilić", "Anić", "Njegoš", ""];
        var name = Gen.Select(Gen.Int[0, given.Length - 1], Gen.Int[0, family.Length - 1], Gen.Int[0, 1], Gen.Int[0, 40]);
        Gen.Select(name.List[0, 60], name.List[1, 25].List[0, 5], Gen.Int[0, 8].Select(i => new[] { "a", "an", "ana", "ilic", "ил", "djor", "nj i", "il, a", "ana ana" }[i])).Sample((first, changes, typed) =>
        {
            var ids = Enumerable.Range(0, 41).Select(i => new Guid(i, 0, 0, new byte[8])).ToList();
            PersonName Of((int G, int F, int O, int Id) n) => new(ids[n.Id], n.O == 0 ? Own : Foreign, given[n.G], family[n.F]);
            var plain = first.Select(Of).DistinctBy(n => n.PersonId).ToDictionary(n => n.PersonId);
            var index = NameIndex.Build([.. plain.Values]);
            foreach (var change in changes)
            {
                var (changed, gone) = (change.Skip(change.Count / 3).Select(Of).DistinctBy(n => n.PersonId).ToList(), change.Take(change.Count / 3).Select(c => ids[c.Item4]).ToList());
                gone.RemoveAll(g => changed.Exists(c => c.PersonId == g));
                index = index.With(changed, gone);
                foreach (var id in gone) plain.Remove(id);
                foreach (var c in changed) plain[c.PersonId] = c;
            }

            var words = typed.Split([' ', ',']).Where(w => w.Length > 0).Select(Folding.Fold).ToList();
            var expected = plain.Values.Where(n => n.OrganisationId == Own && words.All(w => NameIndex.WordsOf($"{(typed.Contains(',') && w != "il" ? "" : n.FamilyName)} {(typed.Contains(',') && w == "il" ? "" : n.GivenName)}").Any(x => x.StartsWith(w, StringComparison.Ordinal)))).Select(n => n.PersonId);
            Assert.Equal(expected.Order(), index.Search(typed, Seen, 100).Select(n => n.PersonId).Order());
            Assert.Equal(index.Search(typed, Seen, 100).Take(4), index.Search(typed, Seen, 4));
            Assert.Equal(plain.Count, index.Count);
            Assert.Equal(plain.Values.Where(n => n.OrganisationId == Own).Select(n => n.PersonId).Order(), index.List(Seen, null, 1000).Names.Select(n => n.PersonId).Order());
            Assert.Equal(plain.Values.Count(n => n.OrganisationId == Own), index.CountOf(Seen, 1000));
            Assert.All(ids, id => Assert.Equal(plain.TryGetValue(id, out var n) ? n : null, index.Find(id)));
        });
    }

    [Fact]
    public void Many_changes_go_into_the_main_part_and_nothing_is_lost()
    {
        var index = NameIndex.Empty;
        for (var i = 0; i < 40; i++) index = index.With([.. Enumerable.Range(0, 100).Select(j => new PersonName(Guid.NewGuid(), Own, $"Given{j % 7}", $"Family{i}x{j}"))], []);
        Assert.Equal(4000, index.Count);
        Assert.Equal(100, index.Search("family39x", Seen, 1000).Count);
        Assert.Single(index.Search("family0x99", Seen, 10));
    }

    [Theory, OnBothDatabases]
    public async Task Every_node_finds_a_name_as_soon_as_it_is_saved_and_no_longer_when_it_is_gone(Provider provider)
    {
        await using var site = await TestSite.Start(provider);
        // A second node: another index over the same database.
        using var far = new PersonNames(site.Services.GetRequiredService<IServiceScopeFactory>(), site.Services.GetRequiredService<Uramost.Platform.Data.KeyRing>());
        var near = site.Services.GetRequiredService<PersonNames>();
        Assert.Empty(await far.Search("krasniqi", Seen));
        var id = await site.Register(Own, new("Arben", "Krasniqi"));
        var other = await site.Register(Foreign, new("Arben", "Krasniqi"));
        foreach (var node in new[] { near, far }) Assert.Equal([id], (await node.Search("krasn", Seen)).Select(n => n.PersonId));
        Assert.Equal([id], (await far.Show([id, other, Guid.NewGuid()], Seen)).Keys);

        await site.Do<CorrectPerson>(c => c.Correct(id, 0, new("Arben", "Krasnići")));
        Assert.Empty(await far.Search("krasniq", Seen));
        Assert.Equal("Arben Krasnići", (await far.Search("краснићи", Seen)).Single().Full);
        await site.Do<ErasePerson>(e => e.Erase(id));
        foreach (var node in new[] { near, far }) Assert.Empty(await node.Search("krasn", Seen));
    }
}
