using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Uramost.Platform.Data;
using Uramost.Platform.People.Persons;
using static Uramost.Platform.Tests.People.Persons.Office;

namespace Uramost.Platform.Tests.People.Persons;

/// <summary>Who a person is and what is true of them are kept apart, and a copy of the database names no one.</summary>
public sealed class PersonStoreTests
{
    private static readonly IdentityFields[] Planted =
    [
        new("Радојица", "Стојановић", "radojica@primer-planted.rs", "+381 64 55501122", "Удружење Плантед", "председник управног", "files/potpis-radojica"),
        new("Xhevahire", "Çollakutaj", "xhevahire@shembull-planted.org", "+383 44 777 888", "Shoqata Bletëza", "drejtoresha e parë", "files/nenshkrimi-xhevahire"),
        new("Đurđica", "Njegošević", "djurdjica@primer-planted.rs", "044 999 111", "Žensko društvo Čuvarkuća", "šefica računovodstva", null),
    ];

    private static IEnumerable<string> PlantedWords => Planted.SelectMany(p => new[] { p.GivenName, p.FamilyName, p.Email, p.Telephone, p.HomeOrganisation, p.Title, p.Signature }).OfType<string>()
        .Concat(["4455501122", "44777888", "44999111", "Стојановић", "Stojanović", "stojanovic", "Bletëza"]);

    [Theory, OnBothDatabases]
    public async Task A_copy_of_the_database_names_no_one(Provider provider)
    {
        await using var site = await TestSite.Start(provider);
        var organisation = Guid.NewGuid();
        var ids = new List<Guid>();
        foreach (var person in Planted)
        {
            ids.Add(await site.Register(organisation, person, new FactsAnswer(OnCard())
            {
                Gender = Gender.Woman, AgeBand = AgeBand.From30To44, PlaceId = "xk-vushtrri", Communities = CommunityAnswer.Of(Community.Serb, Community.Roma),
            }));
        }

        // Everything that can happen to an identity leaves its traces: a correction, a merge with its originals, a link, a consent, an erasure.
        await site.Do<CorrectPerson>(c => c.Correct(ids[0], 0, Planted[0] with { Title = "секретар Плантеда" }));
        await site.Do<MergePersons>(m => m.Merge(ids[0], ids[2]));
        await site.Do<LinkPersons>(l => l.Link(ids[0], ids[1]));
        await site.Do<KeepConsent>(k => k.Give(ids[1], ConsentPurpose.Photo, AnswerForm.Card, new DateOnly(2022, 6, 1)));
        var other = await site.Register(organisation, Planted[1]);
        await site.Do<ErasePerson>(e => e.Erase(other));

        var everything = await site.WithDb(db => Dump.Tables(db));
        if (provider == Provider.Sqlite)
        {
            SqliteConnection.ClearAllPools();
            foreach (var file in Directory.GetFiles(site.Location.Directory, DatabaseLocation.FileName + "*")) everything.Add(await ReadShared(file));
        }

        Assert.Empty(Dump.Found(everything, PlantedWords.Append("секретар Плантеда")));
        // The search itself finds what is there: a word that stands in the clear, and one in base64.
        Assert.Equal(["xk-vushtrri"], Dump.Found(everything, ["xk-vushtrri"]));
        Assert.Equal(["Стојановић"], Dump.Found([System.Text.Encoding.ASCII.GetBytes(Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes("abcd stojanović")))], ["Стојановић"]));
    }

    [Theory, OnBothDatabases]
    public async Task With_the_key_the_identities_stand_in_their_own_table_only(Provider provider)
    {
        await using var site = await TestSite.Start(provider);
        var id = await site.Register(Guid.NewGuid(), Planted[0], new FactsAnswer(OnCard()) { Gender = Gender.Man });
        Assert.Equal(Planted[0], await site.Identity(id));
        // The tables with facts and with everything else hold nothing of it, sealed or not.
        var keys = site.Services.GetRequiredService<KeyRing>();
        var elsewhere = await site.WithDb(db => Dump.Tables(db, t => t != "platform_person_identity"));
        Assert.Empty(Dump.Found(elsewhere, PlantedWords));
        Assert.Empty(Dump.Found(elsewhere, [PersonIdentity.EmailKeyOf(keys, Planted[0].Email)!, PersonIdentity.TelephoneKeyOf(keys, Planted[0].Telephone)!]));
    }

    [Theory, OnBothDatabases]
    public async Task A_sealed_field_that_is_moved_to_another_person_does_not_open(Provider provider)
    {
        await using var site = await TestSite.Start(provider);
        var organisation = Guid.NewGuid();
        var (one, other) = (await site.Register(organisation, Planted[0]), await site.Register(organisation, Planted[1]));
        await site.WithDb(async db =>
        {
            var sealedName = await db.Set<PersonIdentity>().Where(p => p.Id == one).Select(p => p.GivenName).SingleAsync();
            await db.Set<PersonIdentity>().Where(p => p.Id == other).ExecuteUpdateAsync(s => s.SetProperty(p => p.GivenName, sealedName));
        });
        await Assert.ThrowsAnyAsync<System.Security.Cryptography.CryptographicException>(() => site.Identity(other));
        Assert.Equal(Planted[0], await site.Identity(one));
    }

    [Theory, OnBothDatabases]
    public async Task A_person_is_found_by_mail_and_telephone_however_they_are_typed(Provider provider)
    {
        await using var site = await TestSite.Start(provider);
        var organisation = Guid.NewGuid();
        var id = await site.Register(organisation, Planted[1]);
        Assert.Equal([id], await site.Do<RegisterPerson, IReadOnlyList<Guid>>(r => r.Find(organisation, " XHEVAHIRE@Shembull-Planted.org ", null)));
        foreach (var typed in new[] { "+38344777888", "00383 44 777-888", "044/777 888", "044777888" })
        {
            Assert.Equal([id], await site.Do<RegisterPerson, IReadOnlyList<Guid>>(r => r.Find(organisation, null, typed)));
        }

        Assert.Empty(await site.Do<RegisterPerson, IReadOnlyList<Guid>>(r => r.Find(organisation, "somebody@else.org", "044 777 889")));
        Assert.Empty(await site.Do<RegisterPerson, IReadOnlyList<Guid>>(r => r.Find(Guid.NewGuid(), Planted[1].Email, null)));
        Assert.Empty(await site.Do<RegisterPerson, IReadOnlyList<Guid>>(r => r.Find(organisation, null, "12")));
    }

    [Theory, OnBothDatabases]
    public async Task The_second_of_two_who_correct_one_person_is_told(Provider provider)
    {
        await using var site = await TestSite.Start(provider);
        var id = await site.Register(Guid.NewGuid(), new IdentityFields("Ana", "Ilić"));
        await site.Do<CorrectPerson>(c => c.Correct(id, 0, new IdentityFields("Ana", "Ilić-Petrović")));
        await Assert.ThrowsAsync<DbUpdateConcurrencyException>(() => site.Do<CorrectPerson>(c => c.Correct(id, 0, new IdentityFields("Anna", "Ilić"))));
        Assert.Equal("Ana Ilić-Petrović", (await site.Identity(id)).FullName);
    }

    [Theory, OnBothDatabases]
    public async Task After_a_rotation_of_the_key_everything_opens_under_the_new_one_and_is_found(Provider provider)
    {
        await using var site = await TestSite.Start(provider);
        var organisation = Guid.NewGuid();
        var ids = new List<Guid>();
        foreach (var person in Planted) ids.Add(await site.Register(organisation, person, new FactsAnswer(OnCard()) { Gender = Gender.Woman }));
        await site.Do<MergePersons>(m => m.Merge(ids[0], ids[1]));
        await site.Do<LinkPersons>(l => l.Link(ids[0], ids[2]));

        var (rotated, lines) = site.Services.GetRequiredService<KeyRing>().Rotated();
        Assert.Equal(3, await site.WithDb(db => new ReencryptPersons(db, rotated).Run()));
        var onlyNew = KeyRing.FromLines([lines[^1]]);
        await site.WithDb(async db =>
        {
            foreach (var (id, person) in ids.Zip(Planted)) Assert.Equal(person.FamilyName, (await db.Set<PersonIdentity>().SingleAsync(p => p.Id == id)).Read(onlyNew).FamilyName);
            Assert.Equal([ids[2]], await new LinkPersons(db, onlyNew).Of(ids[0]));
            Assert.Equal([ids[2]], await new RegisterPerson(db, onlyNew).Find(organisation, Planted[2].Email, null));
            Assert.Equal(2, (await db.Set<PersonOriginal>().ToListAsync()).Count(o => PersonContent.Open(onlyNew, o.Content, o.Id).Identity.Count > 0));
        });
    }

    [Theory, OnBothDatabases]
    public async Task A_link_across_organisations_can_be_read_only_with_the_key(Provider provider)
    {
        await using var site = await TestSite.Start(provider);
        var (a, b, c) = (await site.Register(Guid.NewGuid(), Planted[0]), await site.Register(Guid.NewGuid(), Planted[0]), await site.Register(Guid.NewGuid(), Planted[0]));
        await site.Do<LinkPersons>(l => l.Link(a, b));
        await site.Do<LinkPersons>(l => l.Link(b, c));
        Assert.Equal(new[] { a, c }.Order(), await site.Do<LinkPersons, IReadOnlyList<Guid>>(l => l.Of(b)));
        Assert.Equal(3, (await site.Do<LinkPersons, IReadOnlyList<IReadOnlySet<Guid>>>(l => l.Groups())).Single().Count);
        var rows = await site.WithDb(db => Dump.Tables(db, t => t == "platform_person_link"));
        Assert.Empty(Dump.Found(rows, new[] { a, b, c }.Select(id => id.ToString())));
        Assert.DoesNotContain(rows, r => r.AsSpan().IndexOf(a.ToByteArray()) >= 0);

        await site.Do<LinkPersons>(l => l.Unlink(a));
        Assert.Equal([c], await site.Do<LinkPersons, IReadOnlyList<Guid>>(l => l.Of(b)));
        await site.Do<LinkPersons>(l => l.Unlink(b));
        Assert.Empty(await site.Do<LinkPersons, IReadOnlyList<IReadOnlySet<Guid>>>(l => l.Groups()));
    }

    [Theory, OnBothDatabases]
    public async Task Community_keeps_its_three_kinds_of_answers_apart_from_unknown(Provider provider)
    {
        await using var site = await TestSite.Start(provider);
        CommunityAnswer?[] answers = [null, CommunityAnswer.NotAsked, CommunityAnswer.PreferNotToSay, CommunityAnswer.Of(Community.Roma), CommunityAnswer.Of(Community.Serb, Community.Albanian, Community.Serb)];
        foreach (var answer in answers)
        {
            var id = await site.Register(Guid.NewGuid(), Planted[0], new FactsAnswer(OnCard(7)) { Gender = Gender.Man, Communities = answer });
            var facts = await site.WithDb(db => db.Set<PersonFacts>().SingleAsync(f => f.Id == id));
            Assert.Equal(answer, facts.Communities);
            Assert.Equal(answer is null ? null : OnCard(7), facts.Answers[Fact.Communities]);
            await site.Do<CorrectPerson>(c => c.Answer(id, new FactsAnswer(OnCard(8)) { TakenBack = [Fact.Communities] }));
            facts = await site.WithDb(db => db.Set<PersonFacts>().SingleAsync(f => f.Id == id));
            Assert.Null(facts.Communities);
            Assert.Null(facts.Answers[Fact.Communities]);
            Assert.Equal(Gender.Man, facts.Gender);
        }

        Assert.Equal([Community.Albanian, Community.Serb], answers[^1]!.Communities);
        await Assert.ThrowsAsync<ArgumentException>(() => site.Register(Guid.NewGuid(), Planted[0],
            new FactsAnswer(new AnswerOnForm(AnswerForm.Sheet, null, new DateOnly(2022, 6, 1), null)) { Communities = CommunityAnswer.Of(Community.Serb) }));
    }

    [Fact]
    public void No_code_path_writes_a_community_without_an_answer_on_a_form()
    {
        // By its type: nobody can set it but the methods of the facts, and each that takes a community takes the answer with it.
        Assert.True(typeof(PersonFacts).GetProperty(nameof(PersonFacts.Communities))!.SetMethod!.IsPrivate);
        Assert.Empty(typeof(PersonFacts).GetConstructors());
        var writers = typeof(PersonFacts).Assembly.GetTypes().SelectMany(t => t.GetMethods(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly))
            .Where(m => m.DeclaringType == typeof(PersonFacts) && !m.IsSpecialName && m.GetParameters().Any(p => p.ParameterType == typeof(CommunityAnswer))).ToList();
        Assert.Equal([nameof(PersonFacts.SayCommunities)], writers.Select(w => w.Name));
        Assert.Contains(writers[0].GetParameters(), p => p.ParameterType == typeof(AnswerOnForm));

        // By the source: who calls that method, and who could go around it.
        string[] callers = ["PersonFacts.cs", "FactsAnswer.cs", "PersonContent.cs"];
        var around = new Regex(@"SayCommunities\s*\(|SetProperty\([^)]*\.Communities|(?<![=!<>])\bfacts\.Communities\s*=(?!=)|(?<!Words\[)""Communities""|nameof\(PersonFacts\.Communities\)|platform_person_facts");
        var found = Directory.EnumerateFiles(Repository.Path("src"), "*.*", SearchOption.AllDirectories)
            .Where(f => (f.EndsWith(".cs", StringComparison.Ordinal) || f.EndsWith(".razor", StringComparison.Ordinal)) && !f.Contains("/obj/", StringComparison.Ordinal) && !f.Contains("/Migrations/", StringComparison.Ordinal))
            .Where(f => around.IsMatch(File.ReadAllText(f))).Select(f => Path.GetFileName(f)).ToList();
        Assert.Empty(found.Except([.. callers, "AddPersons.cs"]));
        Assert.Equal(callers.Length, found.Intersect(callers).Count());
        // The few callers pass on an answer that they were given.
        Assert.Matches(@"SayCommunities\(Communities, Answer\)", File.ReadAllText(Repository.Path("src", "Platform", "People", "Persons", "FactsAnswer.cs")));
    }

    private static async Task<byte[]> ReadShared(string path)
    {
        await using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        var bytes = new byte[file.Length];
        await file.ReadExactlyAsync(bytes);
        return bytes;
    }
}
