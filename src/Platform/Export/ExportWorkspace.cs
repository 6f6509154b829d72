using System.IO.Compression;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Uramost.Platform.Backup;
using Uramost.Platform.Contracts;
using Uramost.Platform.Data;
using Uramost.Platform.Files;
using Uramost.Platform.Language;
using Uramost.Platform.People.Persons;
using Uramost.Platform.Tables;

namespace Uramost.Platform.Export;

/// <summary>
/// Everything that may leave, as one archive in open formats: a CSV file for each table, and a codebook
/// (<c>datapackage.json</c>, a Frictionless data package) that says what each column means. Passwords, sessions, keys
/// and the machinery's own tables stay behind. Names, contacts and files leave only when they are asked for, and then
/// without the ids by which they could be tied to attendances: under the Chatham House Rule nobody may be.
/// </summary>
public sealed class ExportWorkspace(PlatformDb db, DatabaseLocation location, KeyRing keys, FileStore files, IEnumerable<IExportLimit> limits, TimeProvider clock)
{
    private static readonly JsonSerializerOptions Json = new() { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    // Namespaces whose tables are secrets or machinery, and single types that are.
    private static readonly string[] Withheld =
        ["Microsoft.AspNetCore.Identity", "Uramost.Platform.People.Accounts", "Uramost.Platform.Jobs", "Uramost.Platform.Mail", "Uramost.Platform.Import", "Uramost.Platform.Data.DataKey", "Uramost.Platform.Data.Rate", "Uramost.Platform.Language.SearchToken", "Uramost.Platform.People.Account"];

    private sealed record Source(string Column, ColumnKind Kind, Type Type, IProperty Property)
    {
        // Texts in languages are spread over columns, so that a spreadsheet shows them.
        public IReadOnlyList<string> Parts => Type == typeof(LocalText) ? ["en", "sq", "sr", "sr_other"] : Type == typeof(PublishedText) ? ["original", "language", "en", "sq", "sr", "sr_other"] : [];
    }

    /// <summary>Writes the archive; it appears under its name when it is complete.</summary>
    /// <param name="path">Where.</param>
    /// <param name="withIdentities">Whether names, contacts and files go with it: only whoever holds the master key decides this.</param>
    /// <param name="progress">Told rows done and rows altogether.</param>
    /// <param name="ct">Cancels; nothing is left.</param>
    /// <returns>Rows written.</returns>
    /// <exception cref="WordedException">The disk is full.</exception>
    public async Task<long> Write(string path, bool withIdentities, Action<long, long>? progress = null, CancellationToken ct = default)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        var unfinished = path + MakeBackup.Unfinished;
        try
        {
            long rows;
            var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.ReadWrite, BufferSize = 1 << 16 };
            if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            await using (var file = new FileStream(unfinished, options))
            {
                rows = await WriteTo(file, withIdentities, progress, ct);
                file.Flush(flushToDisk: true);
            }

            File.Move(unfinished, path, overwrite: true);
            return rows;
        }
        catch (Exception e)
        {
            File.Delete(unfinished);
            if (DiskFull.Is(e)) throw new WordedException(DiskFull.Wording, e);
            throw;
        }
    }

    private async Task<long> WriteTo(Stream target, bool withIdentities, Action<long, long>? progress, CancellationToken ct)
    {
        await using var snapshot = await Snapshot.Open(location, ct);
        using var archive = new ZipArchive(target, ZipArchiveMode.Create, leaveOpen: true);
        var tables = db.Model.GetRelationalModel().Tables.Where(t => MayLeave(t.EntityTypeMappings.First().TypeBase.ClrType)).OrderBy(t => t.Name, StringComparer.Ordinal).ToList();
        long total = 0, done = 0;
        foreach (var table in tables) total += await snapshot.Count(table.Name, ct);
        var resources = new List<object>();
        foreach (var table in tables)
        {
            var shapes = TableShape.Of(db).Single(s => s.Name == table.Name).Columns.ToDictionary(c => c.Name, c => c.Kind);
            var sources = table.Columns.Where(c => c.PropertyMappings.Count > 0 && shapes[c.Name] != ColumnKind.Bytes && c.PropertyMappings[0].Property.PropertyInfo?.IsDefined(typeof(StaysHereAttribute), false) != true)
                .OrderBy(c => c.Name == "Id" ? 0 : 1).ThenBy(c => c.Name, StringComparer.Ordinal)
                .Select(c => new Source(c.Name, shapes[c.Name], c.PropertyMappings[0].Property.ClrType, c.PropertyMappings[0].Property)).ToList();
            var keep = limits.Select(l => l.Keep(table.Name, shapes.Keys)).Where(k => k is not null).ToList();
            var shape = new TableShape(table.Name, [.. sources.Select(s => new ColumnShape(s.Column, s.Kind))]);
            long written = 0;
            await using (var stream = archive.CreateEntry($"data/{table.Name}.csv", CompressionLevel.Fastest).Open())
            {
                await CsvFile.WriteAsync(stream, new TableExport(table.Name, [.. sources.SelectMany(Columns)], Rows()), CsvHeading.Keys, cancel: ct);
            }

            resources.Add(Describe(table, sources, written));

            async IAsyncEnumerable<IReadOnlyList<object?>> Rows()
            {
                await foreach (var row in snapshot.Rows(shape, ct, keep.Count == 0 ? null : string.Join(" AND ", keep.Select(k => $"({k})"))))
                {
                    written++;
                    if (++done % 1000 == 0) progress?.Invoke(done, total);
                    yield return [.. row.Zip(sources).SelectMany(v => Values(v.First, v.Second))];
                }
            }
        }

        if (withIdentities)
        {
            await People(archive, resources, ct);
            await Attachments(archive, ct);
        }

        await using var codebook = archive.CreateEntry("datapackage.json").Open();
        await JsonSerializer.SerializeAsync(codebook, new
        {
            profile = "data-package", name = "uramost-export", created = clock.GetUtcNow().UtcDateTime, product = MakeBackup.Product, encoding = "utf-8", identities = withIdentities, resources,
        }, Json, ct);
        progress?.Invoke(total, total);
        return done;
    }

    private static bool MayLeave(Type type) =>
        !Withheld.Any(w => type.FullName!.StartsWith(w, StringComparison.Ordinal))
        && type != typeof(FileChunk) && type != typeof(FileContent) && type != typeof(StoredFile)
        // The identity store: everything of persons that is encrypted.
        && !(type.Namespace == typeof(PersonIdentity).Namespace && type.GetProperties().Any(p => p.PropertyType == typeof(byte[])));

    private static IEnumerable<TableColumn> Columns(Source source)
    {
        if (source.Parts.Count > 0) return source.Parts.Select(l => new TableColumn($"{source.Column}_{l}", source.Column, ColumnType.Text));
        return [new TableColumn(source.Column, source.Column, TypeOf(source.Kind))];
    }

    private static IEnumerable<object?> Values(object? value, Source source)
    {
        if (source.Parts.Count == 0) return [value switch { Guid id => id.ToString(), TimeOnly time => time.ToString("HH:mm:ss", System.Globalization.CultureInfo.InvariantCulture), DateTimeOffset at => at.UtcDateTime, _ => value }];
        var published = value is string whole && source.Type == typeof(PublishedText) ? JsonSerializer.Deserialize<PublishedText>(whole, JsonSerializerOptions.Web) : null;
        var text = published?.Words ?? (value is string json && source.Type == typeof(LocalText) ? JsonSerializer.Deserialize<LocalText>(json, JsonSerializerOptions.Web) : null);
        if (source.Type == typeof(PublishedText)) return [published?.Original, published?.Language, text?.En, text?.Sq, text?.Sr, text?.SrOther];
        return [text?.En, text?.Sq, text?.Sr, text?.SrOther];
    }

    private static ColumnType TypeOf(ColumnKind kind) => kind switch
    {
        ColumnKind.Int or ColumnKind.Long => ColumnType.Whole,
        ColumnKind.Double or ColumnKind.Decimal => ColumnType.Decimal,
        ColumnKind.Bool => ColumnType.Boolean,
        ColumnKind.Date => ColumnType.Date,
        ColumnKind.Instant or ColumnKind.Offset => ColumnType.Instant,
        _ => ColumnType.Text,
    };

    private static object Describe(ITable table, IReadOnlyList<Source> sources, long rows)
    {
        var entity = table.EntityTypeMappings.First().TypeBase.ClrType;
        return new
        {
            name = table.Name, path = $"data/{table.Name}.csv", profile = "tabular-data-resource", format = "csv", mediatype = "text/csv", encoding = "utf-8", rows,
            description = Docstrings.Of(entity),
            schema = new
            {
                fields = sources.SelectMany(s => Columns(s).Select(c => new
                {
                    name = c.Key,
                    type = c.Type switch { ColumnType.Whole => "integer", ColumnType.Decimal => "number", ColumnType.Boolean => "boolean", ColumnType.Date => "date", ColumnType.Instant => "datetime", _ => "string" },
                    description = s.Property.PropertyInfo is { } p ? Docstrings.Of(p) : null,
                    // A meaning that is not translated yet is missing, not English.
                    meaning = Meaning(s.Column),
                    constraints = new { required = !s.Property.IsNullable, @enum = EnumOf(s.Property) },
                })),
                primaryKey = table.PrimaryKey?.Columns.Select(c => c.Name),
                foreignKeys = table.ForeignKeyConstraints.Select(f => new { fields = f.Columns.Select(c => c.Name), reference = new { resource = f.PrincipalTable.Name, fields = f.PrincipalColumns.Select(c => c.Name) } }),
            },
        };
    }

    private static string[]? EnumOf(IProperty property)
    {
        var type = Nullable.GetUnderlyingType(property.ClrType) ?? property.ClrType;
        return type.IsEnum && type.GetCustomAttributes(typeof(FlagsAttribute), false).Length == 0 ? Enum.GetNames(type) : null;
    }

    private static Dictionary<string, string?> Meaning(string column)
    {
        var words = new System.Resources.ResourceManager(typeof(Export.Columns).FullName!, typeof(Export.Columns).Assembly);
        return new Dictionary<string, string?> { ["en"] = In(""), ["sq"] = In("sq"), ["sr"] = In("sr-Latn") };

        string? In(string culture) => words.GetResourceSet(System.Globalization.CultureInfo.GetCultureInfo(culture), createIfNotExists: true, tryParents: false)?.GetString(column);
    }

    private async Task People(ZipArchive archive, List<object> resources, CancellationToken ct)
    {
        string[] names = ["organisation_id", "given_name", "family_name", "email", "telephone", "home_organisation", "title"];
        await using var stream = archive.CreateEntry("identities/people.csv", CompressionLevel.Fastest).Open();
        await CsvFile.WriteAsync(stream, new TableExport("people", [.. names.Select(n => new TableColumn(n, n, ColumnType.Text))], Rows()), CsvHeading.Keys, cancel: ct);
        resources.Add(new
        {
            name = "people", path = "identities/people.csv", profile = "tabular-data-resource", format = "csv", mediatype = "text/csv", encoding = "utf-8",
            description = "Names and contacts, without the ids that tie a person to what they attended.", schema = new { fields = names.Select(n => new { name = n, type = "string" }) },
        });

        async IAsyncEnumerable<IReadOnlyList<object?>> Rows()
        {
            await foreach (var person in db.Set<PersonIdentity>().AsNoTracking().Where(p => p.MergedIntoId == null).OrderBy(p => p.OrganisationId).ThenBy(p => p.EmailKey).AsAsyncEnumerable().WithCancellation(ct))
            {
                var fields = person.Read(keys);
                yield return [person.OrganisationId.ToString(), fields.GivenName, fields.FamilyName, fields.Email, fields.Telephone, fields.HomeOrganisation, fields.Title];
            }
        }
    }

    private async Task Attachments(ZipArchive archive, CancellationToken ct)
    {
        foreach (var file in await db.Set<StoredFile>().AsNoTracking().OrderBy(f => f.Id).ToListAsync(ct))
        {
            var name = string.Concat(files.NameOf(file).Split(Path.GetInvalidFileNameChars().Append('/').Append('\\').ToArray()));
            await using var from = await files.Open(file, ct);
            await using var to = archive.CreateEntry($"files/{file.OwnerKind}/{file.Id}-{name}", CompressionLevel.NoCompression).Open();
            await from.CopyToAsync(to, ct);
        }
    }
}
