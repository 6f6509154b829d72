using Microsoft.EntityFrameworkCore.Metadata;

namespace Uramost.Web;

/// <summary>The database's model as the build wrote it.</summary>
/// <remarks>Its other part is written by <c>build/Model</c>. A build without it (<c>-p:WriteModel=false</c>) works the model out at each start.</remarks>
public static partial class CompiledModel
{
    /// <summary>The model for one of the two databases, or null where the build wrote none.</summary>
    public static IModel? For(bool postgreSql)
    {
        IModel? model = null;
        Find(postgreSql, ref model);
        return model;
    }

    static partial void Find(bool postgreSql, ref IModel? model);
}
