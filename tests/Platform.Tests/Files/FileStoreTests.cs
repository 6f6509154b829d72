using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Uramost.Platform.Contracts;
using Uramost.Platform.Data;
using Uramost.Platform.Files;
using Uramost.Platform.People;
using Uramost.Web;

namespace Uramost.Platform.Tests.Files;

/// <summary>Files are kept once, encrypted, cleaned, and given only to those who may read their record.</summary>
public sealed class FileStoreTests
{
    private static readonly Guid Open = Guid.NewGuid(), Closed = Guid.NewGuid();

    /// <summary>A gate as a module would write it: some records are for everyone.</summary>
    private sealed class Gate : IFileGate
    {
        public string OwnerKind => "test.record";
        public Task<bool> MayRead(PlatformDb db, Viewer viewer, Guid ownerId, CancellationToken ct) => Task.FromResult(ownerId == Open);
    }

    private sealed class House : IAsyncDisposable
    {
        public required TestDatabase Database { get; init; }
        public required WebApplication App { get; init; }
        public required HttpClient Client { get; init; }

        public static async Task<House> Build(Provider provider)
        {
            var database = await TestDatabase.Create(provider);
            var builder = WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = "Test" });
            builder.WebHost.UseUrls("http://127.0.0.1:0");
            builder.Logging.ClearProviders();
            builder.Services.AddUramost(new SiteOptions(database.Location, false, [])).AddScoped<IFileGate, Gate>();
            var app = builder.Build();
            app.UseRouting();
            ServeFile.Map(app);
            await app.StartAsync();
            return new House { Database = database, App = app, Client = new HttpClient { BaseAddress = new Uri(app.Urls.First()) } };
        }

        public async Task<T> With<T>(Func<PlatformDb, FileStore, Task<T>> work)
        {
            await using var scope = App.Services.CreateAsyncScope();
            return await work(scope.ServiceProvider.GetRequiredService<PlatformDb>(), scope.ServiceProvider.GetRequiredService<FileStore>());
        }

        public async Task<StoredFile> Save(byte[] bytes, string name, Guid owner, string kind = "test.record")
        {
            await using var file = await PreparedFile.From(new MemoryStream(bytes), name);
            return await With((db, store) => store.Keep(db, file, kind, owner));
        }

        public Task<string> Address(StoredFile file) => With((_, store) => Task.FromResult(store.AddressOf(file)));

        public async ValueTask DisposeAsync()
        {
            Client.Dispose();
            await App.StopAsync();
            await App.DisposeAsync();
            await Database.DisposeAsync();
        }
    }

    private static string Sha(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    /// <summary>A text file of several chunks whose last one is not full.</summary>
    private static byte[] Long(int length) => [.. Enumerable.Range(0, length).Select(i => (byte)('a' + i * 7 % 26))];

    [Theory, OnBothDatabases]
    public async Task A_photograph_is_kept_clean_and_both_hashes_prove_it(Provider provider)
    {
        await using var house = await House.Build(provider);
        var photo = new PlantedFiles(7).Jpeg(6);
        var file = await house.Save(photo, "C:\\Users\\aplantari\\Dvorana Ćuprija.JPG", Open);
        Assert.Equal((FileKind.Jpeg, Sha(photo)), (file.Kind, file.OriginalHash));
        var answer = await house.Client.GetAsync(await house.Address(file));
        var bytes = await answer.Content.ReadAsByteArrayAsync();
        Assert.Equal(file.Hash, Sha(bytes));
        foreach (var planted in PlantedFiles.Planted) Assert.Equal(-1, bytes.AsSpan().IndexOf(PlantedFiles.Latin(planted)));
        Assert.Equal("image/jpeg", answer.Content.Headers.ContentType!.ToString());
        Assert.Equal("inline", answer.Content.Headers.ContentDisposition!.DispositionType);
        Assert.Equal("Dvorana Ćuprija.jpg", answer.Content.Headers.ContentDisposition.FileNameStar);
        Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Contains("sandbox", answer.Headers.GetValues("Content-Security-Policy").Single());
    }

    [Theory, OnBothDatabases]
    public async Task A_document_is_only_downloaded_and_a_long_one_comes_in_pieces(Provider provider)
    {
        await using var house = await House.Build(provider);
        var text = Long(3 * FileChunk.Size + 1234);
        var file = await house.Save(text, "zapisnik.txt", Open);
        Assert.Equal(4, await house.With((db, _) => db.Set<FileChunk>().CountAsync()));
        var address = await house.Address(file);
        var whole = await house.Client.GetAsync(address);
        Assert.Equal("attachment", whole.Content.Headers.ContentDisposition!.DispositionType);
        Assert.Equal(text, await whole.Content.ReadAsByteArrayAsync());

        var request = new HttpRequestMessage(HttpMethod.Get, address) { Headers = { Range = new RangeHeaderValue(FileChunk.Size - 5, FileChunk.Size + 4) } };
        var part = await house.Client.SendAsync(request);
        Assert.Equal(HttpStatusCode.PartialContent, part.StatusCode);
        Assert.Equal(text[(FileChunk.Size - 5)..(FileChunk.Size + 5)], await part.Content.ReadAsByteArrayAsync());

        var again = new HttpRequestMessage(HttpMethod.Get, address);
        again.Headers.IfNoneMatch.Add(whole.Headers.ETag!);
        Assert.Equal(HttpStatusCode.NotModified, (await house.Client.SendAsync(again)).StatusCode);
        Assert.Equal($"\"{file.Hash}\"", whole.Headers.ETag!.Tag);
    }

    [Theory, OnBothDatabases]
    public async Task What_may_not_be_read_is_not_found_and_looks_like_what_does_not_exist(Provider provider)
    {
        await using var house = await House.Build(provider);
        var closed = await house.Save(Long(100), "a.txt", Closed);
        var homeless = await house.Save(Long(100), "a.txt", Open, "nobody.knows");
        foreach (var address in (string[])[await house.Address(closed), await house.Address(homeless), $"/files/{Guid.NewGuid()}/a.txt"])
        {
            var answer = await house.Client.GetAsync(address);
            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
            Assert.Equal("", await answer.Content.ReadAsStringAsync());
            Assert.Null(answer.Headers.ETag);
        }
    }

    [Theory, OnBothDatabases]
    public async Task Equal_files_are_kept_once_and_go_with_the_last_record_that_has_them(Provider provider)
    {
        await using var house = await House.Build(provider);
        var one = await house.Save(Long(5000), "a.txt", Open);
        var two = await house.Save(Long(5000), "b.txt", Closed);
        Assert.Equal(one.ContentId, two.ContentId);
        Assert.Equal(1, await house.With((db, _) => db.Set<FileChunk>().CountAsync()));
        Assert.Equal("b.txt", await house.With((_, store) => Task.FromResult(store.NameOf(two))));
        await house.With(async (db, store) => { await store.Remove(db, await db.Set<StoredFile>().SingleAsync(f => f.Id == one.Id)); return 0; });
        Assert.Equal(1, await house.With((db, _) => db.Set<FileChunk>().CountAsync()));
        await house.With(async (db, store) => { await store.Remove(db, await db.Set<StoredFile>().SingleAsync(f => f.Id == two.Id)); return 0; });
        Assert.Equal(0, await house.With((db, _) => db.Set<FileContent>().CountAsync()));
        Assert.Equal(0, await house.With((db, _) => db.Set<FileChunk>().CountAsync()));
    }

    [Theory, OnBothDatabases]
    public async Task Two_who_send_the_same_file_at_once_both_have_it(Provider provider)
    {
        await using var house = await House.Build(provider);
        var files = await Task.WhenAll(Enumerable.Range(0, 6).Select(i => Task.Run(() => house.Save(Long(600_000), $"{i}.txt", Open))));
        Assert.Single(files.Select(f => f.ContentId).Distinct());
        Assert.Equal(3, await house.With((db, _) => db.Set<FileChunk>().CountAsync()));
        Assert.All(await Task.WhenAll(files.Select(async f => Sha(await house.Client.GetByteArrayAsync(await house.Address(f))))), h => Assert.Equal(files[0].Hash, h));
    }

    [Theory, OnBothDatabases]
    public async Task What_the_callers_transaction_takes_back_was_never_there(Provider provider)
    {
        await using var house = await House.Build(provider);
        await using var file = await PreparedFile.From(new MemoryStream(Long(700_000)), "a.txt");
        await house.With(async (db, store) =>
        {
            await using var transaction = await db.Database.BeginTransactionAsync();
            await store.Keep(db, file, "test.record", Open);
            await transaction.RollbackAsync();
            return 0;
        });
        Assert.Equal(0, await house.With((db, _) => db.Set<FileContent>().CountAsync()));
        Assert.Equal(0, await house.With((db, _) => db.Set<StoredFile>().CountAsync()));
        Assert.Equal(0, await house.With((db, _) => db.AuditLinks.CountAsync()));
    }

    [Theory, OnBothDatabases]
    public async Task A_copy_of_the_database_shows_neither_names_nor_content(Provider provider)
    {
        await using var house = await House.Build(provider);
        await house.Save("Lista prisutnih: Mirjana Tajnovic\n"u8.ToArray(), "Mirjana Tajnovic.txt", Open);
        var rows = await house.With(async (db, _) => (await db.Set<FileChunk>().Select(c => c.Bytes).ToListAsync()).Concat(await db.Set<StoredFile>().Select(f => f.SealedName).ToListAsync()).ToList());
        Assert.Equal(2, rows.Count);
        foreach (var row in rows) Assert.Equal(-1, row.AsSpan().IndexOf("Mirjana"u8));
        Assert.All(await house.With((db, _) => db.AuditEntries.Select(e => e.Changes).ToListAsync()), c => Assert.DoesNotContain("Mirjana", c));
    }

    [Fact]
    public async Task A_chunk_that_was_moved_to_another_place_does_not_open()
    {
        await using var house = await House.Build(Provider.Sqlite);
        var file = await house.Save(Long(2 * FileChunk.Size), "a.txt", Open);
        await house.With((db, _) => db.Database.ExecuteSqlRawAsync("""UPDATE "platform_file_chunk" SET "Bytes" = (SELECT "Bytes" FROM "platform_file_chunk" WHERE "Ordinal" = 1) WHERE "Ordinal" = 0"""));
        await house.With(async (_, store) =>
        {
            await using var stream = await store.Open(file);
            return await Assert.ThrowsAnyAsync<CryptographicException>(async () => await stream.ReadExactlyAsync(new byte[10]));
        });
    }

    [Fact]
    public async Task After_the_key_was_changed_files_move_to_the_new_one_and_stay_readable()
    {
        await using var house = await House.Build(Provider.Sqlite);
        var file = await house.Save(Long(2 * FileChunk.Size + 1), "stari naziv.txt", Open);
        var (ring, lines) = house.App.Services.GetRequiredService<KeyRing>().Rotated();
        await house.With(async (db, _) =>
        {
            var store = new FileStore(house.App.Services.CreateScope().ServiceProvider.GetRequiredService<IDbContextFactory<PlatformDb>>(), ring, TimeProvider.System);
            Assert.Equal(2, await store.Reencrypt(db, 2));
            Assert.Equal(1, await store.Reencrypt(db, 100));
            Assert.Equal(0, await store.Reencrypt(db, 100));
            var alone = new FileStore(house.App.Services.CreateScope().ServiceProvider.GetRequiredService<IDbContextFactory<PlatformDb>>(), KeyRing.FromLines(lines.TakeLast(1)), TimeProvider.System);
            var moved = await db.Set<StoredFile>().AsNoTracking().SingleAsync();
            Assert.Equal("stari naziv.txt", alone.NameOf(moved));
            await using var stream = await alone.Open(moved);
            Assert.Equal(file.Hash, Convert.ToHexStringLower(await SHA256.HashDataAsync(stream)));
            return 0;
        });
    }

    [Fact]
    public async Task A_full_disk_is_told_in_words_and_nothing_half_done_is_left()
    {
        await using var house = await House.Build(Provider.Sqlite);
        await using var file = await PreparedFile.From(new MemoryStream(Long(4 * FileChunk.Size)), "a.txt");
        await house.With(async (db, store) =>
        {
            await db.Database.OpenConnectionAsync();
            await db.Database.ExecuteSqlRawAsync("PRAGMA max_page_count = 1");
            Assert.Equal("disk-full", (await Assert.ThrowsAsync<FileRefusedException>(() => store.Keep(db, file, "test.record", Open))).Code);
            await db.Database.ExecuteSqlRawAsync("PRAGMA max_page_count = 1000000");
            await db.Database.CloseConnectionAsync();
            return 0;
        });
        Assert.Equal(0, await house.With((db, _) => db.Set<FileContent>().CountAsync()));
        await house.Save(Long(4 * FileChunk.Size), "a.txt", Open);
    }

    [Fact]
    public async Task A_refused_file_leaves_nothing_and_a_large_recording_waits_on_disk_that_nobody_else_reads()
    {
        Assert.Equal("heic", (await Assert.ThrowsAsync<FileRefusedException>(() => PreparedFile.From(new MemoryStream([0, 0, 0, 24, .. "ftypheic"u8, 0, 0, 0, 0, .. "mif1heic"u8]), "a.heic"))).Code);
        var film = new PlantedFiles(1).Mp4("isom");
        var box = new byte[30 * 1024 * 1024];
        System.Buffers.Binary.BinaryPrimitives.WriteInt32BigEndian(box, box.Length);
        "mdat"u8.CopyTo(box.AsSpan(4));
        await using var prepared = await PreparedFile.From(new MemoryStream([.. film, .. box]), "snimak.mp4");
        Assert.Equal(film.Length + box.Length, prepared.Content.Length);
        Assert.True(prepared.Removed.HasFlag(Removed.Telemetry));
        var endless = new MemoryStream(new byte[FileKinds.LargestLimit + 1]);
        Assert.Equal("larger-than-any", (await Assert.ThrowsAsync<FileRefusedException>(() => PreparedFile.From(endless, "a.mp4"))).Code);
    }
}
