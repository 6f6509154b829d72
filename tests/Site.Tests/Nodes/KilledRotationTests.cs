using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Uramost.Platform.Data;
using Uramost.Platform.Files;
using Uramost.Platform.Import;
using Uramost.Platform.Language;
using Uramost.Platform.Mail;
using Uramost.Platform.People.Persons;
using Uramost.Programmes.Activities;
using Uramost.Programmes.Attendance;
using Uramost.Web;

namespace Uramost.Site.Tests.Nodes;

/// <summary>A rotation of the master key seals everything anew; killed on the way, it is finished by the next call, and the new key alone opens all of it.</summary>
public sealed class KilledRotationTests
{
    private const int Files = 300;

    [Theory, OnBothDatabases]
    public async Task A_rotation_that_is_killed_is_finished_and_the_new_key_alone_opens_everything(Provider provider)
    {
        await using var database = await TestDatabase.Create(provider);
        var old = KeyRing.LoadOrCreate(database.Location.Directory);
        var (person, attended, import) = (Guid.Empty, Guid.Empty, Guid.NewGuid());
        await Within(database, async services =>
        {
            var (db, store) = (services.GetRequiredService<PlatformDb>(), services.GetRequiredService<FileStore>());
            for (var i = 0; i < Files; i++)
            {
                await using var prepared = await PreparedFile.From(new MemoryStream(Encoding.UTF8.GetBytes($"The minutes of meeting {i}, with what was said.\n")), $"minutes-{i}.txt");
                await store.Keep(db, prepared, "test.record", Guid.NewGuid());
            }

            person = await services.GetRequiredService<RegisterPerson>().Add(Guid.NewGuid(), new IdentityFields("Ana", "Anić", "ana@example.org", "+381 64 123 456"));
            await services.GetRequiredService<Outbox>().Add(db, "test", "arta@example.org", UiVariant.English, "Subject", "Body of the message");
            var activity = new Activity { Kind = "workshop" };
            var row = new Attended { ActivityId = activity.Id, PersonId = person, RecordedAs = person };
            row.StoodFor(old, "Severni most");
            attended = row.Id;
            var file = new ImportFile { Id = import, Kind = "organisations", CreatedAt = DateTime.UtcNow };
            file.Name(old, "list of partners.xlsx");
            db.AddRange(activity, row, file, new ImportedRow { Kind = "organisations", Key = ImportedRow.KeyOf(old, "17", _ => false), RecordId = Guid.NewGuid() });
            db.AddRange(ImportChunk.Seal(old, import, Encoding.UTF8.GetBytes("name;kind")));
            await db.SaveChangesAsync();
        });

        // Killed as soon as the first stores are done: the files have hardly begun.
        await using (var killed = NodeProcess.Verb(database.Location, "keys", "rotate"))
        {
            using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(2));
            while (!killed.Output.Contains(nameof(ReencryptPersons), StringComparison.Ordinal))
            {
                Assert.False(killed.HasEnded, $"It ended before it could be killed: {killed.Output}");
                await Task.Delay(1, patience.Token);
            }

            await killed.Kill();
        }

        var ring = KeyRing.LoadOrCreate(database.Location.Directory);
        Assert.Equal("2", ring.CurrentId);
        await Within(database, async services => Assert.Contains(await services.GetRequiredService<PlatformDb>().Set<FileChunk>().Select(c => c.Bytes).ToListAsync(), bytes => !ring.IsCurrent(bytes)));

        // Between the two calls nothing is lost: the ring still holds both keys.
        await using (var again = NodeProcess.Verb(database.Location, "keys", "reencrypt")) Assert.True(await again.Ended() == 0, again.Output);

        var alone = KeyRing.FromLines([(await File.ReadAllLinesAsync(Path.Combine(database.Location.Directory, KeyRing.FileName), TestContext.Current.CancellationToken))[^1]]);
        await Within(database, async services =>
        {
            var db = services.GetRequiredService<PlatformDb>();
            var store = new FileStore(services.GetRequiredService<IDbContextFactory<PlatformDb>>(), alone, TimeProvider.System);
            var files = await db.Set<StoredFile>().AsNoTracking().ToListAsync();
            Assert.Equal(Files, files.Count);
            foreach (var file in files)
            {
                var number = store.NameOf(file)["minutes-".Length..^".txt".Length];
                using var reader = new StreamReader(await store.Open(file));
                Assert.StartsWith($"The minutes of meeting {number},", await reader.ReadToEndAsync(TestContext.Current.CancellationToken));
            }

            Assert.Equal("Anić", (await db.Set<PersonIdentity>().AsNoTracking().SingleAsync(p => p.Id == person)).Read(alone).FamilyName);
            var message = await db.Set<OutboxMessage>().AsNoTracking().SingleAsync();
            Assert.Equal(("arta@example.org", "Body of the message"), (message.ReadRecipient(alone), message.ReadBody(alone)));
            Assert.Equal("Severni most", (await db.Set<Attended>().AsNoTracking().SingleAsync(a => a.Id == attended)).OrganisationOnTheDay(alone));
            Assert.Equal("list of partners.xlsx", (await db.Set<ImportFile>().AsNoTracking().SingleAsync()).NameOf(alone));
            Assert.Equal("name;kind", Encoding.UTF8.GetString((await db.Set<ImportChunk>().AsNoTracking().SingleAsync()).Open(alone)));

            // A row of an earlier list is still known by its number, under the key of its time.
            var known = (await db.Set<ImportedRow>().AsNoTracking().SingleAsync()).Key;
            Assert.Equal(known, ImportedRow.KeyOf(ring, "17", k => k == known));
            Assert.NotEqual(known, ImportedRow.KeyOf(ring, "18", k => k == known));
        });
        await using var check = NodeProcess.Verb(database.Location, "check");
        Assert.True(await check.Ended() == 0, check.Output);
    }

    private static async Task Within(TestDatabase database, Func<IServiceProvider, Task> work)
    {
        await using var services = new ServiceCollection().AddLogging().AddUramost(new SiteOptions(database.Location, false, [])).BuildServiceProvider();
        await using var scope = services.CreateAsyncScope();
        await work(scope.ServiceProvider);
    }
}
