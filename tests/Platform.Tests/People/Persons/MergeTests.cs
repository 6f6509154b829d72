using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Uramost.Platform.Contracts;
using Uramost.Platform.Data;
using Uramost.Platform.People.Persons;
using static Uramost.Platform.Tests.People.Persons.Office;

namespace Uramost.Platform.Tests.People.Persons;

/// <summary>Two records of one person become one, field by field, and become two again without a trace.</summary>
public sealed class MergeTests(ITestOutputHelper output)
{
    private static readonly Guid Organisation = Guid.Parse("5d0f5a5e-62c5-4a0c-9d5b-0b6b1f0f1a01");

    [Theory, OnBothDatabases]
    public async Task A_merge_takes_each_field_from_the_record_that_was_chosen_and_can_be_undone_completely(Provider provider)
    {
        await using var site = await TestSite.Start(provider);
        var one = await site.Register(Organisation, new("Jovan", "Stojanović", null, "064 123 4567"), new FactsAnswer(OnCard(1)) { Gender = Gender.Man, PlaceId = "xk-zvecan" });
        var other = await site.Register(Organisation, new("Jovan", "Stojanovič", "jovan@primer.rs", "065 999 8888"), new FactsAnswer(OnCard(2)) { Communities = CommunityAnswer.Of(Community.Serb), PlaceId = "xk-leposavic" });
        await site.Do<KeepConsent>(k => k.Give(one, ConsentPurpose.Photo, AnswerForm.Card, new DateOnly(2022, 6, 1)));
        await site.Do<KeepConsent>(k => k.Give(other, ConsentPurpose.Contact, AnswerForm.Card, new DateOnly(2022, 6, 2)));
        var before = await State(site);

        var merge = await site.Do<MergePersons, PersonMerge>(m => m.Merge(one, other, new MergeChoices(new Dictionary<PersonField, FieldChoice>
        {
            [PersonField.Telephone] = new(other, one), [PersonField.Municipality] = new(other, one),
        })));
        Assert.Equal(new IdentityFields("Jovan", "Stojanović", "jovan@primer.rs", "065 999 8888"), await site.Identity(one));
        var facts = await site.WithDb(db => db.Set<PersonFacts>().SingleAsync());
        Assert.Equal((one, Gender.Man, "xk-leposavic", CommunityAnswer.Of(Community.Serb)), (facts.Id, facts.Gender!.Value, facts.PlaceId, facts.Communities));
        Assert.Equal((OnCard(1), OnCard(2)), (facts.Answers[Fact.Gender], facts.Answers[Fact.Communities]));
        Assert.Equal([one, one], await site.WithDb(db => db.Set<Consent>().Select(c => c.PersonId).ToListAsync()));
        Assert.Equal([one], await site.Do<RegisterPerson, IReadOnlyList<Guid>>(r => r.Find(Organisation, "jovan@primer.rs", null)));
        var names = site.Services.GetRequiredService<PersonNames>();
        Assert.Equal([one], (await names.Search("stojanovic", new HashSet<Guid> { Organisation })).Select(n => n.PersonId));

        await site.Do<MergePersons>(m => m.Undo(merge.Id));
        Assert.Equal(before, await State(site));
        Assert.Equal(2, (await names.Search("стојановић", new HashSet<Guid> { Organisation })).Count);
        Assert.Equal(0, await site.WithDb(db => db.Set<PersonOriginal>().CountAsync()));
    }

    [Theory, OnBothDatabases]
    public async Task What_is_corrected_on_the_merged_person_stays_with_the_kept_record_when_the_merge_is_undone(Provider provider)
    {
        await using var site = await TestSite.Start(provider);
        var one = await site.Register(Organisation, new("Arta", "Gashi", "arta@shembull.org"));
        var other = await site.Register(Organisation, new("Arta", "Gashi", "arta2@shembull.org", "044 111 222"), new FactsAnswer(OnCard(1)) { AgeBand = AgeBand.From18To29 });
        var merge = await site.Do<MergePersons, PersonMerge>(m => m.Merge(one, other));
        var version = await site.WithDb(db => db.Set<PersonIdentity>().Where(p => p.Id == one).Select(p => p.Version).SingleAsync());
        await site.Do<CorrectPerson>(c => c.Correct(one, version, new("Arta", "Gashi-Berisha", "arta@shembull.org", null)));
        await site.Do<CorrectPerson>(c => c.Answer(one, new FactsAnswer(OnCard(9)) { AgeBand = AgeBand.From30To44 }));
        Assert.Equal(new IdentityFields("Arta", "Gashi-Berisha", "arta@shembull.org", null), await site.Identity(one));

        await site.Do<MergePersons>(m => m.Undo(merge.Id));
        Assert.Equal(new IdentityFields("Arta", "Gashi-Berisha", "arta@shembull.org"), await site.Identity(one));
        Assert.Equal(new IdentityFields("Arta", "Gashi", "arta2@shembull.org", "044 111 222"), await site.Identity(other));
        var bands = await site.WithDb(db => db.Set<PersonFacts>().ToDictionaryAsync(f => f.Id, f => f.AgeBand));
        Assert.Equal((AgeBand.From30To44, AgeBand.From18To29), (bands[one]!.Value, bands[other]!.Value));
    }

    [Theory, OnBothDatabases]
    public async Task A_confirmed_merge_keeps_the_person_and_deletes_what_the_given_up_record_said(Provider provider)
    {
        await using var site = await TestSite.Start(provider);
        var one = await site.Register(Organisation, new("Mirjana", "Kostić"));
        var other = await site.Register(Organisation, new("Mira", "Kostić", "mira@primer.rs"));
        var third = await site.Register(Organisation, new("Mirjana", "Kostic", null, "064 555 5555"));
        var first = await site.Do<MergePersons, PersonMerge>(m => m.Merge(one, other));
        await site.Do<MergePersons>(m => m.Confirm(one));
        Assert.Equal(new IdentityFields("Mirjana", "Kostić", "mira@primer.rs"), await site.Identity(one));
        Assert.Equal(new IdentityFields(), await site.Identity(other));
        Assert.Equal(MergeRefusal.Confirmed, (await Assert.ThrowsAsync<MergeRefusedException>(() => site.Do<MergePersons>(m => m.Undo(first.Id)))).Reason);

        // A later merge can be undone without losing what was confirmed.
        var confirmed = await State(site);
        var later = await site.Do<MergePersons, PersonMerge>(m => m.Merge(third, one));
        Assert.Equal(new IdentityFields("Mirjana", "Kostic", "mira@primer.rs", "064 555 5555"), await site.Identity(third));
        Assert.Equal([third], await site.WithDb(db => db.Set<PersonIdentity>().Where(p => p.MergedIntoId == null).Select(p => p.Id).ToListAsync()));
        await site.Do<MergePersons>(m => m.Undo(later.Id));
        Assert.Equal(confirmed, await State(site));
    }

    [Theory, OnBothDatabases]
    public async Task Records_of_two_organisations_are_never_merged_and_a_refusal_changes_nothing(Provider provider)
    {
        await using var site = await TestSite.Start(provider);
        var one = await site.Register(Organisation, new("Ilir", "Hoxha"));
        var other = await site.Register(Guid.NewGuid(), new("Ilir", "Hoxha"));
        var before = await State(site);
        Assert.Equal(MergeRefusal.OtherOrganisation, (await Assert.ThrowsAsync<MergeRefusedException>(() => site.Do<MergePersons>(m => m.Merge(one, other)))).Reason);
        Assert.Equal(MergeRefusal.Missing, (await Assert.ThrowsAsync<MergeRefusedException>(() => site.Do<MergePersons>(m => m.Merge(one, Guid.NewGuid())))).Reason);
        Assert.Equal(MergeRefusal.Same, (await Assert.ThrowsAsync<MergeRefusedException>(() => site.Do<MergePersons>(m => m.Merge(one, one)))).Reason);
        Assert.Equal(before, await State(site));
    }

    [Theory, OnBothDatabases]
    public async Task Merges_in_any_order_end_in_the_same_state_and_undone_in_any_order_leave_none(Provider provider)
    {
        await using var site = await TestSite.Start(provider);
        var seed = Environment.TickCount;
        var random = new Random(seed);
        var persons = new List<Guid>();
        for (var i = 0; i < 6; i++)
        {
            persons.Add(await site.Register(Organisation, new($"Given{i}", $"Family{i}", i % 2 == 0 ? $"p{i}@example.org" : null, i % 3 == 0 ? $"04412345{i}" : null),
                i % 2 == 1 ? new FactsAnswer(OnCard(i + 1)) { Gender = (Gender)(i % 3), Communities = CommunityAnswer.Of((Community)i) } : null));
            await site.Do<KeepConsent>(k => k.Give(persons[i], ConsentPurpose.Contact, AnswerForm.Card, new DateOnly(2022, 6, 1)));
        }

        var untouched = await State(site);
        var fields = Enum.GetValues<PersonField>();
        // Contradicting merges are among them: circles, two records that both want to be kept.
        var merges = Enumerable.Range(0, 7).Select(_ =>
        {
            var pair = persons.OrderBy(_ => random.Next()).Take(2).ToList();
            var chosen = fields.Where(_ => random.Next(4) == 0).ToDictionary(f => f, _ => random.Next(2) == 0 ? new FieldChoice(pair[1], pair[0]) : new FieldChoice(pair[0], pair[1]));
            return (Kept: pair[0], Gone: pair[1], Choices: new MergeChoices(chosen));
        }).DistinctBy(m => (m.Kept, m.Gone)).ToList();

        var orders = Environment.GetEnvironmentVariable("URAMOST_TEST_ALL") == "1" && provider == Provider.Sqlite ? 1_000 : 12;
        string? merged = null;
        for (var order = 0; order < orders; order++)
        {
            var made = new List<PersonMerge>();
            await using (var scope = site.Scope())
            {
                foreach (var merge in merges.OrderBy(_ => random.Next())) made.Add(await scope.ServiceProvider.GetRequiredService<MergePersons>().Merge(merge.Kept, merge.Gone, merge.Choices));
            }

            var state = await State(site);
            merged ??= state;
            Assert.True(merged == state, $"seed {seed}, order {order}:\n{merged}\n{state}");
            await using (var scope = site.Scope())
            {
                foreach (var merge in made.OrderBy(_ => random.Next())) await scope.ServiceProvider.GetRequiredService<MergePersons>().Undo(merge.Id);
            }

            state = await State(site);
            Assert.True(untouched == state, $"seed {seed}, order {order} undone:\n{untouched}\n{state}");
        }

        Assert.NotEqual(untouched, merged);
        output.WriteLine($"{orders} random orders of {merges.Count} merges among {persons.Count} records converged (seed {seed}).");
    }

    [Fact]
    public void A_thousand_random_orders_of_merges_and_undone_merges_give_the_same_persons()
    {
        var seed = Environment.TickCount;
        var random = new Random(seed);
        var fields = Enum.GetValues<PersonField>();
        var ids = Enumerable.Range(0, 9).Select(_ => RandomId()).ToList();
        var originals = ids.ToDictionary(id => id, id => new PersonContent(
            fields.Where(f => f < PersonField.Gender && random.Next(2) == 0).ToDictionary(f => f, f => $"{f} of {id}"),
            fields.Where(f => f >= PersonField.Gender && random.Next(2) == 0).ToDictionary(f => f, _ => new AnsweredFact("x", OnCard(1 + random.Next(28)))),
            random.Next(5) == 0 ? [PersonField.Email] : []));
        var emptied = new HashSet<Guid> { ids[8] };
        var edges = Enumerable.Range(0, 10).Select(_ =>
        {
            var pair = ids.OrderBy(_ => random.Next()).Take(2).ToList();
            return new MergedPerson.Merge(pair[0], pair[1], new MergeChoices(fields.Where(_ => random.Next(4) == 0).ToDictionary(f => f, _ => new FieldChoice(pair[random.Next(2)], pair[0]))));
        }).ToList();
        var wanted = Show(MergedPerson.Of(originals, edges, emptied));
        for (var order = 0; order < 1_000; order++)
        {
            // Some merges are made, undone and made again on the way.
            var made = new List<MergedPerson.Merge>();
            foreach (var edge in edges.OrderBy(_ => random.Next()))
            {
                made.Add(edge);
                if (random.Next(3) == 0)
                {
                    var back = made[random.Next(made.Count)];
                    made.Remove(back);
                    MergedPerson.Of(originals, made, emptied);
                    made.Add(back);
                }
            }

            var shuffled = originals.OrderBy(_ => random.Next()).ToDictionary(p => p.Key, p => p.Value);
            Assert.True(wanted == Show(MergedPerson.Of(shuffled, made, emptied)), $"seed {seed}, order {order}");
        }

        Guid RandomId()
        {
            var bytes = new byte[16];
            random.NextBytes(bytes);
            return new Guid(bytes);
        }

        static string Show(IReadOnlyList<MergedPerson> persons) => JsonSerializer.Serialize(persons.Select(p => new
        {
            p.PersonId, p.Members, Identity = p.Content.Identity.OrderBy(f => f.Key), Facts = p.Content.Facts.OrderBy(f => f.Key), Sources = p.Sources.OrderBy(s => s.Key),
        }));
    }

    // All that people can see of the persons, and to whom the rows belong, as one text.
    private static async Task<string> State(TestSite site)
    {
        var keys = site.Services.GetRequiredService<KeyRing>();
        return await site.WithDb(async db => JsonSerializer.Serialize(new
        {
            Identities = (await db.Set<PersonIdentity>().AsNoTracking().ToListAsync()).OrderBy(p => p.Id).Select(p => new { p.Id, p.MergedIntoId, p.IsEmptied, p.EmailKey, p.TelephoneKey, Fields = p.Read(keys) }),
            Facts = (await db.Set<PersonFacts>().AsNoTracking().ToListAsync()).OrderBy(f => f.Id).Select(f => new { f.Id, f.Gender, f.AgeBand, f.PlaceId, f.Communities?.Code, Answers = f.Answers.ByFact.OrderBy(a => a.Key) }),
            Originals = (await db.Set<PersonOriginal>().AsNoTracking().ToListAsync()).OrderBy(o => o.Id).Select(o => new { o.Id, Identity = PersonContent.Open(keys, o.Content, o.Id).Identity.OrderBy(f => f.Key) }),
            Consents = (await db.Set<Consent>().AsNoTracking().ToListAsync()).OrderBy(c => c.Id).Select(c => new { c.Id, c.PersonId, c.RecordedAs }),
        }));
    }
}
