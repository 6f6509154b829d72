using Uramost.Platform.Data;

namespace Uramost.Web.Commands;

/// <summary>The program's services for verbs that work on the data.</summary>
internal static class WorkspaceServices
{
    /// <summary>The services on a database; with a given key instead of the one that lies beside it where <paramref name="keys"/> is set.</summary>
    public static ServiceProvider Open(DatabaseLocation location, KeyRing? keys = null)
    {
        var services = new ServiceCollection();
        services.AddSingleton<IConfiguration>(new ConfigurationBuilder().SetBasePath(AppContext.BaseDirectory).AddJsonFile("appsettings.json", optional: true).AddEnvironmentVariables().Build());
        services.AddLogging();
        services.AddUramost(new SiteOptions(location, false, []));
        if (keys is not null) services.AddSingleton(keys);
        return services.BuildServiceProvider();
    }

    /// <summary>Refuses where no workspace is: a verb that only reads does not make one.</summary>
    public static void MustExist(DatabaseLocation location)
    {
        if (!location.IsPostgreSql && !File.Exists(location.SqlitePath)) throw new CommandException($"There is no workspace in {location.Directory}. Say where it is with --data DIR or --database \"...\".");
        // A verb must not make a fresh key beside data that another key has locked.
        if (string.IsNullOrEmpty(Environment.GetEnvironmentVariable("URAMOST_MASTER_KEY")) && !File.Exists(Path.Combine(location.Directory, KeyRing.FileName)))
        {
            throw new CommandException($"The master key is missing: there is no {KeyRing.FileName} in {location.Directory}, and URAMOST_MASTER_KEY is not set.");
        }
    }
}
