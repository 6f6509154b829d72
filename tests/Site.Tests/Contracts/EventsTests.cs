using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Conventions;
using Microsoft.Extensions.DependencyInjection;
using Uramost.Platform;
using Uramost.Platform.Contracts;
using Uramost.Platform.Data;
using Uramost.Web;

namespace Uramost.Site.Tests.Contracts;

/// <summary>No module with a table about persons or activities ignores what happens to them.</summary>
public sealed class EventsTests
{
    private static readonly (string Column, Type[] Events)[] Followed =
    [
        ("PersonId", [typeof(PersonMerged), typeof(PersonMergeUndone), typeof(PersonErased)]),
        ("ActivityId", [typeof(ActivityHidden)]),
    ];

    [Fact]
    public async Task Every_module_follows_what_happens_to_persons_and_activities()
    {
        var ignored = await Ignored(Rooms.Modules);
        Assert.True(ignored.Count == 0, string.Join('\n', ignored));
    }

    [Fact]
    public async Task A_module_that_ignores_an_event_is_named_with_its_table()
    {
        var ignored = await Ignored([.. Rooms.Modules, new Forgetful()]);
        Assert.Equal(
            ["forgetful: forgetful_note ignores ActivityHidden", "forgetful: forgetful_note ignores PersonErased", "forgetful: forgetful_note ignores PersonMergeUndone", "forgetful: no table follows ConsentWithdrawn"],
            ignored.Where(i => i.StartsWith("forgetful", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
    }

    private static async Task<List<string>> Ignored(IReadOnlyList<IModule> modules)
    {
        var directory = Directory.CreateTempSubdirectory("uramost-events-").FullName;
        var services = new ServiceCollection().AddLogging().AddUramost(new SiteOptions(new DatabaseLocation(directory, null), false, []));
        foreach (var module in modules.Except(Rooms.Modules))
        {
            services.AddSingleton(module);
            module.AddServices(services);
        }

        await using var provider = services.BuildServiceProvider();
        await using var scope = provider.CreateAsyncScope();
        // A model of its own: the program's is kept for the process and knows no further module.
        var model = SqliteConventionSetBuilder.CreateModelBuilder();
        foreach (var module in modules) module.AddTables(model);
        var kinds = model.Model.GetEntityTypes().Where(t => t.GetTableName() is { } table && table.Contains('_')).ToList();
        var ignored = new List<string>();
        foreach (var (column, events) in Followed)
        {
            // Whoever owns the activities themselves publishes the event and has no need to be told.
            var tables = kinds.Where(t => t.FindProperty(column) is not null && !(column == "ActivityId" && Owns(t.ClrType.Assembly, "Activity"))).ToList();
            foreach (var happened in events)
            {
                var looked = scope.ServiceProvider.GetServices(typeof(IHandle<>).MakeGenericType(happened)).SelectMany(h => (IReadOnlyList<Type>)h!.GetType().GetProperty(nameof(IHandle<PersonMerged>.Kinds))!.GetValue(h)!).ToHashSet();
                ignored.AddRange(tables.Where(t => !looked.Contains(t.ClrType)).Select(t => $"{ModuleOf(t.ClrType)}: {t.GetTableName()} ignores {happened.Name}"));
            }
        }

        // A withdrawn consent concerns a module as a whole: which of its tables rest on a consent only it can know.
        var following = scope.ServiceProvider.GetServices<IHandle<ConsentWithdrawn>>().Select(h => h.GetType().Assembly).ToHashSet();
        var holding = kinds.Where(t => t.FindProperty("PersonId") is not null).Select(t => t.ClrType).DistinctBy(t => t.Assembly);
        ignored.AddRange(holding.Where(t => !Owns(t.Assembly, "Consent") && !following.Contains(t.Assembly)).Select(t => $"{ModuleOf(t)}: no table follows {nameof(ConsentWithdrawn)}"));
        Directory.Delete(directory, recursive: true);
        return ignored;

        // Modules are told apart by their assembly.
        string ModuleOf(Type kind) => modules.FirstOrDefault(m => m.GetType().Assembly == kind.Assembly)?.Name ?? kind.Assembly.GetName().Name!;

        bool Owns(System.Reflection.Assembly assembly, string kind) => kinds.Any(t => t.ClrType.Assembly == assembly && t.ClrType.Name == kind);
    }

    // A module as somebody could write it who thought of merges only.
    private sealed class Forgetful : IModule
    {
        public string Name => "forgetful";

        public void AddTables(ModelBuilder model) => model.Entity<Note>().ToTable("forgetful_note");

        public void AddServices(IServiceCollection services) => services.AddScoped<IHandle<PersonMerged>, FollowPerson<Note>>();
    }

    private sealed class Note : Platform.Data.Record, IPersonRow
    {
        public Guid PersonId { get; set; }

        public Guid RecordedAs { get; set; }

        public Guid ActivityId { get; set; }
    }
}
