using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;
using Uramost.Platform.Contracts;
using Uramost.Platform.Language;
using Uramost.Platform.Tables;

namespace Uramost.Platform.People.Accounts;

/// <summary>What donors looked at, as a file, for those who may read it on its page.</summary>
public static class AccountExport
{
    /// <summary>Maps the files.</summary>
    public static void Map(IEndpointRouteBuilder endpoints) => endpoints.MapListExport("/admin/views", Views);

    private static Task<TableExport?> Views(ListRequest request)
    {
        var rights = new AccountRights(request.Viewer);
        if (!rights.MayManage) return Task.FromResult<TableExport?>(null);
        var words = request.Services.GetRequiredService<IStringLocalizer<Words>>();
        return Task.FromResult<TableExport?>(new TableExport(words["DonorViews"],
            [
                new("at", words["When"], ColumnType.Instant), new("email", words["Email"], ColumnType.Text), new("project", words["Project"], ColumnType.Text),
                new("what", words["ViewKind"], ColumnType.Text), new("page", words["Page"], ColumnType.Text), new("record", words["Record"], ColumnType.Text),
            ], Rows(request, rights, words)));
    }

    private static async IAsyncEnumerable<IReadOnlyList<object?>> Rows(ListRequest request, AccountRights rights, IStringLocalizer<Words> words)
    {
        const int size = 500;
        var described = new DescribeViews(request.Services.GetRequiredService<RecordOwners>(), request.Services.GetServices<IProjects>(), words);
        var query = new ViewQuery(Guid.TryParse(request["project"], out var project) ? project : null, Guid.TryParse(request["account"], out var account) ? account : null);
        ViewLogEntry? last = null;
        do
        {
            var page = await query.After(rights.Views(request.Db), last).Take(size).ToListAsync();
            foreach (var row in await described.Run(request.Db, page, request.Viewer))
            {
                yield return [row.Entry.At, row.Email, row.Project, words[$"View.{row.Entry.Purpose}"].Value, row.Page, (row.Record is { } record ? request.Names.Text(record.Title) : null) ?? row.Entry.RecordId?.ToString()];
            }

            last = page.Count == size ? page[^1] : null;
        }
        while (last is not null);
    }
}
